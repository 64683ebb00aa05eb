package io.quorate.client.yaml;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads one scalar as the value of one field. */
final class ScalarReader {

  private static final Pattern WHOLE_NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]{0,19})");
  private static final Pattern NUMBER =
      Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]{1,3})?");
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private final Problems findings;

  ScalarReader(Problems findings) {
    this.findings = findings;
  }

  /** True for the messages that are written as one scalar. */
  static boolean isScalar(FieldDescriptor field) {
    return field.getJavaType() != FieldDescriptor.JavaType.MESSAGE
        || field.getMessageType().getFullName().equals("google.protobuf.Duration")
        || field.getMessageType().getFullName().equals("google.protobuf.Timestamp");
  }

  /** The value, or empty when it has been reported as a problem. */
  Optional<Object> read(ScalarNode node, FieldDescriptor field, String path) {
    return switch (field.getJavaType()) {
      case STRING -> Optional.of(node.getValue());
      case BOOLEAN -> bool(node, path);
      case INT, LONG -> wholeNumber(node, field, path);
      case FLOAT, DOUBLE -> number(node, field, path);
      case ENUM -> enumValue(node, field, path);
      case BYTE_STRING -> bytes(node, path);
      case MESSAGE ->
          field.getMessageType().getName().equals("Duration")
              ? duration(node, path)
              : time(node, path);
    };
  }

  private Optional<Object> bool(ScalarNode node, String path) {
    boolean plain = node.getScalarStyle() == ScalarStyle.PLAIN;
    if (plain && (node.getValue().equals("true") || node.getValue().equals("false"))) {
      return Optional.of(node.getValue().equals("true"));
    }
    return refuse(
        node,
        path,
        shown(node) + " is neither true nor false",
        "write true or false, without quotes");
  }

  private Optional<Object> wholeNumber(ScalarNode node, FieldDescriptor field, String path) {
    boolean plain = node.getScalarStyle() == ScalarStyle.PLAIN;
    if (!plain || !WHOLE_NUMBER.matcher(node.getValue()).matches()) {
      String remedy = "write digits only, without quotes, unit or leading zero";
      return refuse(node, path, shown(node) + " is not a whole number", remedy);
    }
    BigInteger value = new BigInteger(node.getValue());
    boolean signed =
        switch (field.getType()) {
          case UINT32, UINT64, FIXED32, FIXED64 -> false;
          default -> true;
        };
    int bits = field.getJavaType() == FieldDescriptor.JavaType.INT ? 32 : 64;
    BigInteger least = signed ? BigInteger.ONE.shiftLeft(bits - 1).negate() : BigInteger.ZERO;
    BigInteger most = BigInteger.ONE.shiftLeft(signed ? bits - 1 : bits).subtract(BigInteger.ONE);
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      return refuse(
          node, path, value + " is out of range", "write a number from " + least + " to " + most);
    }
    return Optional.of(bits == 32 ? (Object) value.intValue() : (Object) value.longValue());
  }

  private Optional<Object> number(ScalarNode node, FieldDescriptor field, String path) {
    String text = node.getValue();
    Double value =
        switch (text) {
          case ".inf" -> Double.POSITIVE_INFINITY;
          case "-.inf" -> Double.NEGATIVE_INFINITY;
          case ".nan" -> Double.NaN;
          default -> NUMBER.matcher(text).matches() ? Double.valueOf(text) : null;
        };
    if (value == null || node.getScalarStyle() != ScalarStyle.PLAIN) {
      return refuse(node, path, shown(node) + " is not a number", "write a number, without quotes");
    }
    boolean single = field.getJavaType() == FieldDescriptor.JavaType.FLOAT;
    return Optional.of(single ? (Object) value.floatValue() : (Object) value);
  }

  private Optional<Object> enumValue(ScalarNode node, FieldDescriptor field, String path) {
    String text = node.getValue();
    List<String> known = new ArrayList<>();
    for (EnumValueDescriptor value : field.getEnumType().getValues()) {
      String lower = value.getName().toLowerCase(Locale.ROOT);
      if (text.equals(value.getName()) || text.equals(lower)) {
        return Optional.of(value);
      }
      if (value.getNumber() != 0) {
        known.add(lower);
      }
    }
    return refuse(
        node,
        path,
        shown(node) + " is not allowed here",
        KnownNames.advice(text, known, "allowed values"));
  }

  private Optional<Object> bytes(ScalarNode node, String path) {
    try {
      return Optional.of(ByteString.copyFrom(Base64.getDecoder().decode(node.getValue())));
    } catch (IllegalArgumentException notBase64) {
      return refuse(node, path, "the value is not base64", "encode the bytes as base64 (RFC 4648)");
    }
  }

  private Optional<Object> duration(ScalarNode node, String path) {
    Optional<java.time.Duration> value = DurationText.parse(node.getValue());
    if (value.isPresent()) {
      java.time.Duration d = value.get();
      return Optional.of(
          Duration.newBuilder().setSeconds(d.getSeconds()).setNanos(d.getNano()).build());
    }
    boolean bare = WHOLE_NUMBER.matcher(node.getValue()).matches();
    String example = bare && !node.getValue().startsWith("-") ? node.getValue() : "3";
    String remedy =
        "write a number and a unit (h, m, s, ms), for example "
            + example
            + "s or "
            + example
            + "ms";
    String message = bare ? shown(node) + " has no unit" : shown(node) + " is not a duration";
    return refuse(node, path, message, remedy);
  }

  private Optional<Object> time(ScalarNode node, String path) {
    try {
      Instant at = Instant.parse(node.getValue());
      if (!at.isBefore(EARLIEST) && !at.isAfter(LATEST)) {
        return Optional.of(
            Timestamp.newBuilder().setSeconds(at.getEpochSecond()).setNanos(at.getNano()).build());
      }
    } catch (DateTimeException notTime) {
      // Reported below, like a time out of range.
    }
    return refuse(node, path, shown(node) + " is not a time", "write it like 2026-11-22T03:12:09Z");
  }

  private Optional<Object> refuse(ScalarNode node, String path, String message, String remedy) {
    findings.problem(node, path, message, remedy);
    return Optional.empty();
  }

  private static String shown(ScalarNode node) {
    String text = node.getValue();
    return "\"" + (text.length() > 60 ? text.substring(0, 60) + "..." : text) + "\"";
  }
}
