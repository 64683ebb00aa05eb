package io.quorate.server.schema;

import com.google.gson.JsonElement;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a schema must be beside what the library asks: it refers to nothing outside of itself, nor
 * to what is not there.
 */
final class SchemaForm {
  private static final Set<String> REFERENCES = Set.of("$ref", "$dynamicRef", "$recursiveRef");

  private final JsonElement root;
  private final List<String> wrong = new ArrayList<>();

  private SchemaForm(JsonElement root) {
    this.root = root;
  }

  /** What is wrong, with where; empty when nothing is. */
  static List<String> wrong(JsonElement schema) {
    SchemaForm form = new SchemaForm(schema);
    if (schema.isJsonObject() || isBoolean(schema)) {
      form.look(schema, "");
    } else {
      form.wrong.add("a schema is an object, true or false");
    }
    return form.wrong;
  }

  private static boolean isBoolean(JsonElement element) {
    return element.isJsonPrimitive() && element.getAsJsonPrimitive().isBoolean();
  }

  private void look(JsonElement element, String pointer) {
    if (element.isJsonArray()) {
      for (int i = 0; i < element.getAsJsonArray().size(); i++) {
        look(element.getAsJsonArray().get(i), pointer + "/" + i);
      }
    } else if (element.isJsonObject()) {
      for (Map.Entry<String, JsonElement> member : element.getAsJsonObject().entrySet()) {
        String at = pointer + "/" + member.getKey().replace("~", "~0").replace("/", "~1");
        String text = text(member.getValue());
        if (REFERENCES.contains(member.getKey()) && text != null) {
          reference(text, at);
        }
        look(member.getValue(), at);
      }
    }
  }

  private static @Nullable String text(JsonElement element) {
    return element.isJsonPrimitive() && element.getAsJsonPrimitive().isString()
        ? element.getAsString()
        : null;
  }

  private void reference(String to, String at) {
    if (!to.startsWith("#")) {
      wrong.add(at + " refers to '" + to + "', outside of the schema: write it as #/...");
    } else if (to.startsWith("#/") && missing(to.substring(1))) {
      wrong.add(at + " refers to '" + to + "', which is not there");
    }
  }

  private boolean missing(String pointer) {
    JsonElement at = root;
    for (String part : pointer.substring(1).split("/", -1)) {
      String key = decoded(part);
      if (at.isJsonObject() && at.getAsJsonObject().has(key)) {
        at = at.getAsJsonObject().get(key);
      } else if (at.isJsonArray() && isIndex(key, at.getAsJsonArray().size())) {
        at = at.getAsJsonArray().get(Integer.parseInt(key));
      } else {
        return true;
      }
    }
    return false;
  }

  private static String decoded(String part) {
    try {
      return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8)
          .replace("~1", "/")
          .replace("~0", "~");
    } catch (IllegalArgumentException malformed) {
      return part;
    }
  }

  private static boolean isIndex(String text, int size) {
    return text.matches("[0-9]{1,6}") && Integer.parseInt(text) < size;
  }
}
