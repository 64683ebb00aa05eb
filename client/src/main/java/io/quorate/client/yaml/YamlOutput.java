package io.quorate.client.yaml;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.Timestamp;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Writes any protobuf message as YAML in the form that {@link StrictYaml} reads. */
public final class YamlOutput {

  /** Which fields are written. */
  public enum Fields {
    /** Those that are set: the form of a file. */
    SET,
    /**
     * Also those that have their default value, so that a reader finds every key: the form of an
     * answer.
     */
    ALL
  }

  private YamlOutput() {}

  /**
   * The message as one YAML document that ends with a line break; entries of maps are sorted by
   * key.
   */
  public static String write(Message message, Fields fields) {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(FlowStyle.BLOCK);
    options.setSplitLines(false);
    options.setIndicatorIndent(0);
    StringWriter text = new StringWriter();
    new Yaml(options).serialize(mapping(message, fields), text);
    return text.toString();
  }

  private static Node mapping(MessageOrBuilder message, Fields fields) {
    List<NodeTuple> entries = new ArrayList<>();
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      if (written(message, field, fields)) {
        entries.add(new NodeTuple(text(field.getName()), field(message, field, fields)));
      }
    }
    return mappingOf(entries);
  }

  private static boolean written(MessageOrBuilder message, FieldDescriptor field, Fields fields) {
    if (field.hasPresence()) {
      return message.hasField(field);
    }
    return fields == Fields.ALL
        || (field.isRepeated()
            ? message.getRepeatedFieldCount(field) > 0
            : message.hasField(field));
  }

  private static Node field(MessageOrBuilder message, FieldDescriptor field, Fields fields) {
    if (field.isMapField()) {
      return map(message, field, fields);
    }
    if (!field.isRepeated()) {
      return value(message.getField(field), field, fields);
    }
    List<Node> items = new ArrayList<>();
    for (int i = 0; i < message.getRepeatedFieldCount(field); i++) {
      items.add(value(message.getRepeatedField(field, i), field, fields));
    }
    return new SequenceNode(Tag.SEQ, items, items.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK);
  }

  private static Node map(MessageOrBuilder message, FieldDescriptor field, Fields fields) {
    FieldDescriptor keyField = field.getMessageType().findFieldByNumber(1);
    FieldDescriptor valueField = field.getMessageType().findFieldByNumber(2);
    List<NodeTuple> entries = new ArrayList<>();
    for (int i = 0; i < message.getRepeatedFieldCount(field); i++) {
      Message entry = (Message) message.getRepeatedField(field, i);
      Node key = value(entry.getField(keyField), keyField, fields);
      entries.add(new NodeTuple(key, value(entry.getField(valueField), valueField, fields)));
    }
    entries.sort(Comparator.comparing(entry -> ((ScalarNode) entry.getKeyNode()).getValue()));
    return mappingOf(entries);
  }

  private static Node mappingOf(List<NodeTuple> entries) {
    return new MappingNode(Tag.MAP, entries, entries.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK);
  }

  private static Node value(Object value, FieldDescriptor field, Fields fields) {
    return switch (field.getType()) {
      case MESSAGE, GROUP -> message((Message) value, fields);
      case BOOL -> scalar(Tag.BOOL, value.toString());
      case ENUM -> text(((EnumValueDescriptor) value).getName().toLowerCase(Locale.ROOT));
      case BYTES -> text(Base64.getEncoder().encodeToString(((ByteString) value).toByteArray()));
      case UINT32, FIXED32 -> scalar(Tag.INT, Integer.toUnsignedString((Integer) value));
      case UINT64, FIXED64 -> scalar(Tag.INT, Long.toUnsignedString((Long) value));
      case FLOAT, DOUBLE -> scalar(Tag.FLOAT, number(value));
      case STRING -> text((String) value);
      default -> scalar(Tag.INT, value.toString());
    };
  }

  private static String number(Object value) {
    return switch (value.toString()) {
      case "Infinity" -> ".inf";
      case "-Infinity" -> "-.inf";
      case "NaN" -> ".nan";
      default -> value.toString();
    };
  }

  private static Node message(Message message, Fields fields) {
    if (message instanceof Duration duration) {
      return text(
          DurationText.format(
              java.time.Duration.ofSeconds(duration.getSeconds(), duration.getNanos())));
    }
    if (message instanceof Timestamp time) {
      // Quoted by nobody: plain RFC 3339, as a YAML timestamp.
      return scalar(
          Tag.TIMESTAMP, Instant.ofEpochSecond(time.getSeconds(), time.getNanos()).toString());
    }
    return mapping(message, fields);
  }

  private static Node text(String value) {
    // In the other styles a reader folds or replaces line breaks, of which YAML knows more than \n.
    boolean escaped =
        value.chars().anyMatch(c -> c < ' ' || "\u0085\u2028\u2029\uFEFF".indexOf(c) >= 0);
    ScalarStyle style = escaped ? ScalarStyle.DOUBLE_QUOTED : ScalarStyle.PLAIN;
    return new ScalarNode(Tag.STR, value, null, null, style);
  }

  private static Node scalar(Tag tag, String value) {
    return new ScalarNode(tag, value, null, null, ScalarStyle.PLAIN);
  }
}
