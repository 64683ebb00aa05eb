package io.quorate.client.yaml;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Message;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads a tree of YAML nodes onto a message, by its descriptor, and goes on after a problem to find
 * them all.
 */
final class MessageReader {

  /** Deeper than any message of ours; an alias to its own parent ends here. */
  private static final int MAX_DEPTH = 32;

  private static final Set<Tag> TAGS =
      Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.TIMESTAMP, Tag.MAP, Tag.SEQ, Tag.NULL);

  private final Problems findings;
  private final ScalarReader scalars;

  MessageReader(Problems findings) {
    this.findings = findings;
    this.scalars = new ScalarReader(findings);
  }

  /** Sets on {@code into} what the node says; what is wrong goes to the findings. */
  void read(Node node, Message.Builder into, String path, int depth) {
    if (!admitted(node, path, depth)) {
      return;
    }
    if (!(node instanceof MappingNode mapping)) {
      String known = String.join(", ", names(into.getDescriptorForType()));
      findings.problem(
          node, path, "keys and values are wanted here, not " + form(node), "keys: " + known);
      return;
    }
    Map<String, Node> seen = new HashMap<>();
    Map<OneofDescriptor, String> chosen = new HashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      String key = key(tuple.getKeyNode(), path, seen);
      if (key != null) {
        readEntry(key, tuple, into, chosen, new Place(path, depth));
      }
    }
  }

  /** Where a mapping stands. */
  private record Place(String path, int depth) {}

  private void readEntry(
      String key,
      NodeTuple tuple,
      Message.Builder into,
      Map<OneofDescriptor, String> chosen,
      Place place) {
    Descriptor type = into.getDescriptorForType();
    FieldDescriptor field = type.findFieldByName(key);
    String path = child(place.path(), key);
    if (field == null) {
      String remedy =
          key.equals("<<")
              ? "merge keys are not supported: write the keys out"
              : KnownNames.advice(key, names(type), "known keys");
      findings.problem(tuple.getKeyNode(), path, "unknown key \"" + key + "\"", remedy);
      return;
    }
    OneofDescriptor oneof = field.getRealContainingOneof();
    String other = oneof == null ? null : chosen.putIfAbsent(oneof, key);
    if (other != null) {
      String message = "\"" + key + "\" cannot stand beside \"" + other + "\"";
      findings.problem(tuple.getKeyNode(), path, message, "keep one of the two");
    }
    Node value = tuple.getValueNode();
    if (isNull(value)) {
      String remedy = "write a value, or leave the key out for the default";
      findings.problem(tuple.getKeyNode(), path, "\"" + key + "\" has no value", remedy);
      return;
    }
    readField(value, field, into, path, place.depth() + 1);
  }

  private void readField(
      Node node, FieldDescriptor field, Message.Builder into, String path, int depth) {
    if (field.isMapField()) {
      readMap(node, field, into, path, depth);
    } else if (field.isRepeated()) {
      readList(node, field, into, path, depth);
    } else {
      value(node, field, into, path, depth).ifPresent(value -> into.setField(field, value));
    }
  }

  private void readList(
      Node node, FieldDescriptor field, Message.Builder into, String path, int depth) {
    if (!admitted(node, path, depth)) {
      return;
    }
    if (!(node instanceof SequenceNode list)) {
      findings.problem(
          node, path, "a list is wanted here, not " + form(node), listRemedy(node, field));
      return;
    }
    int index = 0;
    for (Node item : list.getValue()) {
      String itemPath = path + "[" + index++ + "]";
      if (isNull(item)) {
        findings.problem(
            item,
            itemPath,
            "an item of the list has no value",
            "write a value, or remove the item");
      } else {
        value(item, field, into, itemPath, depth + 1)
            .ifPresent(value -> into.addRepeatedField(field, value));
      }
    }
  }

  private void readMap(
      Node node, FieldDescriptor field, Message.Builder into, String path, int depth) {
    if (!admitted(node, path, depth)) {
      return;
    }
    if (!(node instanceof MappingNode mapping)) {
      String remedy = "write one \"name: value\" on each line";
      findings.problem(node, path, "names and values are wanted here, not " + form(node), remedy);
      return;
    }
    FieldDescriptor keyField = field.getMessageType().findFieldByNumber(1);
    FieldDescriptor valueField = field.getMessageType().findFieldByNumber(2);
    Map<String, Node> seen = new HashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      String key = key(tuple.getKeyNode(), path, seen);
      if (key == null) {
        continue;
      }
      String entryPath = child(path, key);
      if (isNull(tuple.getValueNode())) {
        String remedy = "write a value (\"\" for an empty text), or remove the key";
        findings.problem(tuple.getKeyNode(), entryPath, "\"" + key + "\" has no value", remedy);
        continue;
      }
      Message.Builder entry = into.newBuilderForField(field);
      Optional<Object> name = scalars.read((ScalarNode) tuple.getKeyNode(), keyField, entryPath);
      Optional<Object> value = value(tuple.getValueNode(), valueField, entry, entryPath, depth + 1);
      if (name.isPresent() && value.isPresent()) {
        entry.setField(keyField, name.get()).setField(valueField, value.get());
        into.addRepeatedField(field, entry.build());
      }
    }
  }

  /** One value of a field: a scalar or a message. Empty when it has been reported as a problem. */
  private Optional<Object> value(
      Node node, FieldDescriptor field, Message.Builder parent, String path, int depth) {
    if (!ScalarReader.isScalar(field)) {
      Message.Builder message = parent.newBuilderForField(field);
      read(node, message, path, depth);
      return Optional.of(message.build());
    }
    if (!admitted(node, path, depth)) {
      return Optional.empty();
    }
    if (node instanceof ScalarNode scalar) {
      return scalars.read(scalar, field, path);
    }
    findings.problem(
        node, path, "one value is wanted here, not " + form(node), "write a single value");
    return Optional.empty();
  }

  private boolean admitted(Node node, String path, int depth) {
    if (!findings.admits(path, node)) {
      return false;
    }
    if (depth > MAX_DEPTH) {
      findings.problem(
          node, path, "the document is nested too deeply", "use at most " + MAX_DEPTH + " levels");
      return false;
    }
    if (!TAGS.contains(node.getTag())) {
      findings.problem(
          node, path, "the tag " + node.getTag() + " is not allowed", "remove the tag");
      return false;
    }
    return true;
  }

  /** The text of a key, or null when it has been reported as a problem. */
  private @Nullable String key(Node node, String path, Map<String, Node> seen) {
    if (!(node instanceof ScalarNode scalar) || isNull(node)) {
      findings.problem(
          node, path, "a key must be a name, not " + form(node), "write \"name: value\"");
      return null;
    }
    String key = scalar.getValue();
    Node first = seen.putIfAbsent(key, node);
    if (first == null) {
      return key;
    }
    int line = first.getStartMark().getLine() + 1;
    String message = "the key \"" + key + "\" stands here twice (first in line " + line + ")";
    findings.problem(node, child(path, key), message, "remove one of the two");
    return null;
  }

  private static List<String> names(Descriptor type) {
    return type.getFields().stream().map(FieldDescriptor::getName).toList();
  }

  private static String listRemedy(Node node, FieldDescriptor field) {
    if (node instanceof ScalarNode scalar && scalar.getValue().length() <= 60) {
      String[] words = scalar.getValue().trim().split("\\s+");
      return "write a list: " + field.getName() + ": [" + String.join(", ", words) + "]";
    }
    return "write a list: each item on a line of its own that begins with \"- \"";
  }

  private static boolean isNull(Node node) {
    return node.getTag().equals(Tag.NULL);
  }

  private static String form(Node node) {
    if (isNull(node)) {
      return "nothing";
    }
    return switch (node.getNodeId()) {
      case mapping -> "keys and values";
      case sequence -> "a list";
      default -> "a single value";
    };
  }

  private static String child(String path, String key) {
    boolean simple = key.matches("[A-Za-z0-9_-]{1,100}");
    if (!simple) {
      return path + "[\"" + (key.length() > 100 ? key.substring(0, 100) : key) + "\"]";
    }
    return path.isEmpty() ? key : path + "." + key;
  }
}
