package io.quorate.server.json;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.GenericDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;

/** Messages as JSON Schemas, as protobuf writes them in JSON. */
final class MessageSchemas {
  private static final String OURS = "quorate.v1.";
  private static final String TIMESTAMP = "google.protobuf.Timestamp";
  private static final String ANY = "google.protobuf.Any";
  private static final String DURATION = "google.protobuf.Duration";

  private final ProtoComments comments;
  private final Map<String, JsonObject> byName = new TreeMap<>();
  private final Queue<Descriptor> waiting = new ArrayDeque<>();

  MessageSchemas(ProtoComments comments) {
    this.comments = comments;
  }

  /** What stands for a message; its schema, and all that it needs, is among {@link #all}. */
  JsonObject reference(Descriptor message) {
    if (byName.putIfAbsent(name(message), new JsonObject()) == null) {
      waiting.add(message);
    }
    return to(name(message));
  }

  /** All schemas that something refers to, by name. */
  JsonObject all() {
    for (Descriptor next = waiting.poll(); next != null; next = waiting.poll()) {
      byName.put(name(next), schema(next));
    }
    JsonObject all = new JsonObject();
    byName.forEach(all::add);
    return all;
  }

  private static JsonObject to(String name) {
    JsonObject reference = new JsonObject();
    reference.addProperty("$ref", "#/components/schemas/" + name);
    return reference;
  }

  private static String name(GenericDescriptor type) {
    String full = type.getFullName();
    return full.startsWith(OURS) ? full.substring(OURS.length()) : full;
  }

  private JsonObject schema(Descriptor message) {
    JsonObject schema = typed("object");
    describe(schema, comments.of(message.getFullName()));
    JsonObject properties = new JsonObject();
    for (FieldDescriptor field : message.getFields()) {
      properties.add(field.getJsonName(), property(field));
    }
    schema.add("properties", properties);
    return schema;
  }

  /** What a field takes, with what is said of it. */
  JsonObject property(FieldDescriptor field) {
    JsonObject property;
    if (field.isMapField()) {
      property = typed("object");
      property.add("additionalProperties", single(field.getMessageType().findFieldByName("value")));
    } else if (field.isRepeated()) {
      property = typed("array");
      property.add("items", single(field));
    } else {
      property = single(field);
    }
    OneofDescriptor alternatives = field.getRealContainingOneof();
    String one =
        alternatives == null ? "" : " At most one field of " + alternatives.getName() + " is set.";
    describe(property, (comments.of(field.getFullName()) + one).strip());
    return property;
  }

  private static void describe(JsonObject schema, String text) {
    if (!text.isEmpty()) {
      schema.addProperty("description", text);
    }
  }

  private JsonObject single(FieldDescriptor field) {
    return switch (field.getType()) {
      case INT32, SINT32, SFIXED32 -> with(typed("integer"), "format", "int32");
      case UINT32, FIXED32 -> natural();
      case INT64, SINT64, SFIXED64 -> with(typed("string"), "pattern", "^-?[0-9]+$");
      case UINT64, FIXED64 -> with(typed("string"), "pattern", "^[0-9]+$");
      case FLOAT, DOUBLE -> typed("number");
      case BOOL -> typed("boolean");
      case STRING -> typed("string");
      case BYTES -> with(typed("string"), "contentEncoding", "base64");
      case ENUM -> values(field.getEnumType());
      case MESSAGE, GROUP -> message(field.getMessageType());
    };
  }

  private JsonObject message(Descriptor message) {
    return switch (message.getFullName()) {
      case TIMESTAMP -> with(typed("string"), "format", "date-time");
      case DURATION -> with(typed("string"), "pattern", "^-?[0-9]+(\\.[0-9]{1,9})?s$");
      case ANY -> any();
      default -> reference(message);
    };
  }

  private JsonObject values(EnumDescriptor type) {
    JsonObject schema = typed("string");
    JsonArray names = new JsonArray();
    for (EnumValueDescriptor value : type.getValues()) {
      names.add(value.getName());
    }
    schema.add("enum", names);
    describe(schema, comments.of(type.getFullName()));
    byName.put(name(type), schema);
    return to(name(type));
  }

  private static JsonObject any() {
    JsonObject properties = new JsonObject();
    properties.add("@type", typed("string"));
    JsonObject schema = typed("object");
    schema.add("properties", properties);
    return schema;
  }

  private static JsonObject natural() {
    JsonObject schema = typed("integer");
    schema.addProperty("minimum", 0);
    return schema;
  }

  static JsonObject typed(String type) {
    return with(new JsonObject(), "type", type);
  }

  static JsonObject with(JsonObject schema, String key, String value) {
    schema.addProperty(key, value);
    return schema;
  }
}
