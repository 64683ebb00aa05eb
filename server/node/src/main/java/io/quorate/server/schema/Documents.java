package io.quorate.server.schema;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads JSON and YAML to trees that are bounded in depth and size: aliases of YAML are written out,
 * so a small text can stand for a large tree. No key is there twice.
 */
final class Documents {
  /** Deepest nesting. */
  static final int MAX_DEPTH = 64;

  /** Most values of one document, nested ones counted. */
  static final int MAX_NODES = 200_000;

  private static final int MAX_NUMBER_LENGTH = 400;
  private static final Pattern INTEGER = Pattern.compile("[-+]?(0|[1-9][0-9]*)");
  private static final Set<String> YES = Set.of("true", "yes", "on");

  private int nodes;

  private Documents() {}

  /** It is no document, or beyond the bounds. The message says why. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1;

    Unreadable(String message) {
      super(message);
    }
  }

  /** The tree of a JSON text. */
  static JsonElement json(String text) throws Unreadable {
    try (JsonReader reader = new JsonReader(new StringReader(text))) {
      reader.setStrictness(Strictness.STRICT);
      JsonElement element = new Documents().element(reader, 0);
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw new Unreadable("there is more behind the JSON value");
      }
      return element;
    } catch (IOException | IllegalStateException broken) {
      throw new Unreadable("it is no JSON: " + firstLine(broken));
    }
  }

  /** The tree of a YAML text of one document. */
  static JsonElement yaml(String text) throws Unreadable {
    LoaderOptions options = new LoaderOptions();
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setCodePointLimit(1 << 20);
    try {
      Node root = new Yaml(options).compose(new StringReader(text));
      return root == null ? JsonNull.INSTANCE : new Documents().element(root, 0);
    } catch (YAMLException broken) {
      throw new Unreadable("it is no YAML: " + firstLine(broken));
    }
  }

  private static String firstLine(Exception broken) {
    return String.valueOf(broken.getMessage()).lines().findFirst().orElse("");
  }

  private void count(int depth) throws Unreadable {
    nodes++;
    if (depth > MAX_DEPTH) {
      throw new Unreadable("it is nested deeper than " + MAX_DEPTH);
    }
    if (nodes > MAX_NODES) {
      throw new Unreadable("it has more than " + MAX_NODES + " values in it");
    }
  }

  private JsonElement element(JsonReader reader, int depth) throws IOException, Unreadable {
    count(depth);
    return switch (reader.peek()) {
      case BEGIN_OBJECT -> object(reader, depth);
      case BEGIN_ARRAY -> array(reader, depth);
      case STRING -> new JsonPrimitive(reader.nextString());
      case NUMBER -> new JsonPrimitive(number(reader.nextString()));
      case BOOLEAN -> new JsonPrimitive(reader.nextBoolean());
      case NULL -> {
        reader.nextNull();
        yield JsonNull.INSTANCE;
      }
      default -> throw new Unreadable("it is no JSON value");
    };
  }

  private JsonObject object(JsonReader reader, int depth) throws IOException, Unreadable {
    JsonObject object = new JsonObject();
    reader.beginObject();
    while (reader.hasNext()) {
      add(object, reader.nextName(), element(reader, depth + 1));
    }
    reader.endObject();
    return object;
  }

  private JsonArray array(JsonReader reader, int depth) throws IOException, Unreadable {
    JsonArray array = new JsonArray();
    reader.beginArray();
    while (reader.hasNext()) {
      array.add(element(reader, depth + 1));
    }
    reader.endArray();
    return array;
  }

  private static void add(JsonObject object, String key, JsonElement value) throws Unreadable {
    if (object.has(key)) {
      throw new Unreadable("the key '" + key + "' is there twice");
    }
    object.add(key, value);
  }

  /** Of bounded size: a short text can stand for a number of a thousand million digits. */
  private static BigDecimal number(String text) throws Unreadable {
    if (text.length() <= MAX_NUMBER_LENGTH) {
      try {
        BigDecimal number = new BigDecimal(text);
        if (Math.abs((long) number.scale()) <= MAX_NUMBER_LENGTH) {
          return number;
        }
      } catch (NumberFormatException tooLarge) {
        throw new Unreadable("a number cannot be counted with");
      }
    }
    throw new Unreadable("a number has more than " + MAX_NUMBER_LENGTH + " digits");
  }

  private JsonElement element(Node node, int depth) throws Unreadable {
    count(depth);
    if (node instanceof MappingNode mapping) {
      JsonObject object = new JsonObject();
      for (NodeTuple tuple : mapping.getValue()) {
        if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
          throw new Unreadable("a key is no text");
        }
        add(object, key.getValue(), element(tuple.getValueNode(), depth + 1));
      }
      return object;
    }
    if (node instanceof SequenceNode sequence) {
      JsonArray array = new JsonArray();
      for (Node item : sequence.getValue()) {
        array.add(element(item, depth + 1));
      }
      return array;
    }
    return scalar((ScalarNode) node);
  }

  private static JsonElement scalar(ScalarNode node) throws Unreadable {
    String text = node.getValue();
    Tag tag = node.getTag();
    if (tag.equals(Tag.NULL)) {
      return JsonNull.INSTANCE;
    }
    if (tag.equals(Tag.BOOL)) {
      return new JsonPrimitive(YES.contains(text.toLowerCase(Locale.ROOT)));
    }
    if (tag.equals(Tag.INT) && INTEGER.matcher(text).matches()) {
      return new JsonPrimitive(number(text));
    }
    if (tag.equals(Tag.FLOAT) && !text.contains(":") && !text.contains("_")) {
      String lower = text.toLowerCase(Locale.ROOT);
      boolean finite = !lower.contains("inf") && !lower.contains("nan");
      return finite ? new JsonPrimitive(number(text)) : new JsonPrimitive(text);
    }
    return new JsonPrimitive(text);
  }
}
