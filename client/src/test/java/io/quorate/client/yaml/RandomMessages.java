package io.quorate.client.yaml;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import java.util.List;
import java.util.Random;

/** Makes any message from a seed, with the values that YAML is known to get wrong. */
final class RandomMessages {

  private static final List<String> NASTY =
      List.of(
          "",
          " ",
          "a",
          "null",
          "~",
          "no",
          "true",
          "12",
          "0x1F",
          "1e3",
          "2026-11-22",
          "12:30:45",
          "<<",
          "=",
          "- x",
          "a: b",
          "a #b",
          "#x",
          "'",
          "\"",
          "\\",
          "{a",
          "[a",
          "*x",
          "&x",
          "!x",
          "%x",
          "@x",
          "`x",
          "?",
          "a\nb",
          "a\n",
          "\n",
          "a\tb",
          "\t",
          "trailing ",
          " leading",
          "---",
          "...",
          "äöü",
          "日本",
          "😀",
          "\u0007",
          "\u0085",
          "\u2028",
          "\uFEFF",
          "\r\n",
          "a\rb",
          "|",
          ">",
          "3s",
          "key with spaces",
          "x".repeat(300));

  private final Random random;

  RandomMessages(long seed) {
    random = new Random(seed);
  }

  <M extends Message> M like(M prototype) {
    Message.Builder builder = prototype.newBuilderForType();
    fill(builder, 0);
    @SuppressWarnings("unchecked")
    M message = (M) builder.build();
    return message;
  }

  private void fill(Message.Builder into, int depth) {
    for (FieldDescriptor field : into.getDescriptorForType().getFields()) {
      if (random.nextInt(3) == 0) {
        continue;
      }
      if (field.isMapField()) {
        for (int i = random.nextInt(4); i > 0; i--) {
          Message.Builder entry = into.newBuilderForField(field);
          List<FieldDescriptor> pair = field.getMessageType().getFields();
          // Unique keys, so that the order of two entries with one key cannot matter.
          entry.setField(pair.get(0), value(entry, pair.get(0), depth) + "-" + i);
          entry.setField(pair.get(1), value(entry, pair.get(1), depth));
          into.addRepeatedField(field, entry.build());
        }
      } else if (field.isRepeated()) {
        for (int i = random.nextInt(4); i > 0; i--) {
          into.addRepeatedField(field, value(into, field, depth));
        }
      } else {
        into.setField(field, value(into, field, depth));
      }
    }
  }

  private Object value(Message.Builder parent, FieldDescriptor field, int depth) {
    return switch (field.getJavaType()) {
      case INT -> random.nextInt(4) == 0 ? random.nextInt() : random.nextInt(100);
      case LONG -> random.nextInt(4) == 0 ? random.nextLong() : random.nextInt(100);
      case FLOAT -> random.nextFloat();
      case DOUBLE -> random.nextDouble();
      case BOOLEAN -> random.nextBoolean();
      case STRING -> NASTY.get(random.nextInt(NASTY.size()));
      case BYTE_STRING -> ByteString.copyFromUtf8(NASTY.get(random.nextInt(NASTY.size())));
      case ENUM -> {
        List<EnumValueDescriptor> values = field.getEnumType().getValues();
        yield values.get(random.nextInt(values.size()));
      }
      case MESSAGE -> message(parent, field, depth);
    };
  }

  private Message message(Message.Builder parent, FieldDescriptor field, int depth) {
    Message.Builder message = parent.newBuilderForField(field);
    if (message instanceof Duration.Builder duration) {
      return duration
          .setSeconds(random.nextInt(1_000_000))
          .setNanos(random.nextInt(3) * 500_000_007 % 999_999_999)
          .build();
    }
    if (message instanceof Timestamp.Builder time) {
      return time.setSeconds(random.nextInt()).setNanos(random.nextInt(1_000_000_000)).build();
    }
    if (depth < 8) {
      fill(message, depth + 1);
    }
    return message.build();
  }
}
