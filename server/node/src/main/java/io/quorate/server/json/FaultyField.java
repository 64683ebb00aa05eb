package io.quorate.server.json;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the first field of a JSON text that a message does not take: what reads messages says what
 * is wrong, and not where. Only looked for when something is wrong.
 *
 * @param path of the field, as the text has it
 * @param message what is wrong there
 */
record FaultyField(String path, String message) {

  /**
   * Looks for it.
   *
   * @param text an object
   * @param empty the message that cannot be made of it
   * @return empty when every field by itself is well
   */
  static Optional<FaultyField> in(String text, Message.Builder empty) {
    JsonElement whole = JsonParser.parseString(text);
    return whole.isJsonObject() ? in("", whole.getAsJsonObject(), empty) : Optional.empty();
  }

  private static Optional<FaultyField> in(String at, JsonObject object, Message.Builder empty) {
    for (Map.Entry<String, JsonElement> member : object.entrySet()) {
      JsonObject alone = new JsonObject();
      alone.add(member.getKey(), member.getValue());
      Optional<String> fault = fault(alone, empty);
      if (fault.isPresent()) {
        String path = at.isEmpty() ? member.getKey() : at + "." + member.getKey();
        return Optional.of(
            inside(path, member, empty).orElseGet(() -> new FaultyField(path, fault.get())));
      }
    }
    return Optional.empty();
  }

  private static Optional<FaultyField> inside(
      String path, Map.Entry<String, JsonElement> member, Message.Builder message) {
    FieldDescriptor field = field(member.getKey(), message);
    if (field == null || field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
      return Optional.empty();
    }
    if (field.isMapField()) {
      return Optional.empty();
    }
    JsonElement value = member.getValue();
    if (value.isJsonObject() && !field.isRepeated()) {
      return in(path, value.getAsJsonObject(), message.newBuilderForField(field));
    }
    return value.isJsonArray() && field.isRepeated()
        ? in(path, value.getAsJsonArray(), message.newBuilderForField(field))
        : Optional.empty();
  }

  private static Optional<FaultyField> in(String path, JsonArray array, Message.Builder empty) {
    for (int i = 0; i < array.size(); i++) {
      if (array.get(i).isJsonObject()) {
        Optional<FaultyField> found =
            in(path + "[" + i + "]", array.get(i).getAsJsonObject(), empty);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static @Nullable FieldDescriptor field(String name, Message.Builder message) {
    return message.getDescriptorForType().getFields().stream()
        .filter(field -> field.getJsonName().equals(name) || field.getName().equals(name))
        .findFirst()
        .orElse(null);
  }

  private static Optional<String> fault(JsonObject alone, Message.Builder empty) {
    try {
      JsonFormat.parser()
          .merge(alone.toString(), empty.getDefaultInstanceForType().newBuilderForType());
      return Optional.empty();
    } catch (InvalidProtocolBufferException wrong) {
      return Optional.of(
          wrong.getCause() instanceof UnsupportedOperationException
                  || wrong.getCause() instanceof IllegalStateException
              ? "it is not of the type of this field"
              : String.valueOf(wrong.getMessage()));
    }
  }
}
