package io.quorate.replica.declaration;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds what a newer version has written into a message. */
final class UnknownFields {
  private UnknownFields() {}

  /** Path of the first part that holds a field of no known number; empty when there is none. */
  static Optional<String> in(Message message, String path) {
    if (!message.getUnknownFields().asMap().isEmpty()) {
      return Optional.of(path);
    }
    for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
      if (field.getKey().getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
        Optional<String> below = below(path, field.getKey(), field.getValue());
        if (below.isPresent()) {
          return below;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> below(String path, FieldDescriptor field, Object value) {
    String at = path.isEmpty() ? field.getName() : path + "." + field.getName();
    if (!field.isRepeated()) {
      return in((Message) value, at);
    }
    List<?> items = (List<?>) value;
    for (int i = 0; i < items.size(); i++) {
      Optional<String> below =
          in((Message) items.get(i), field.isMapField() ? at : at + "[" + i + "]");
      if (below.isPresent()) {
        return below;
      }
    }
    return Optional.empty();
  }
}
