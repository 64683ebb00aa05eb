package io.quorate.client.yaml;

import com.google.protobuf.Message;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * Reads YAML strictly onto any protobuf message.
 *
 * <p>Keys are the field names as in the {@code .proto} file; enum values are their names in lower
 * or upper case; durations are written as in {@link DurationText}, times as in RFC 3339, bytes as
 * base64. Texts are taken as written ({@code no} is the text "no"). Unknown and repeated keys, two
 * members of a oneof, keys without a value, tags and merge keys are refused. All problems of a
 * document are found at once. Whether the values make sense is for the caller to judge, with {@link
 * Positions} to say where they stand.
 */
public final class StrictYaml {

  /** Longest document in bytes of UTF-8. */
  public static final int MAX_BYTES = 1 << 20;

  private static final int MAX_NESTING = 64;

  private StrictYaml() {}

  /** Reads a file of exactly one document, in UTF-8. */
  public static <M extends Message> Parsed<M> parse(byte[] utf8, M prototype) {
    List<Parsed<M>> documents = parseAll(utf8, prototype);
    if (documents.size() == 1) {
      return documents.get(0);
    }
    for (Parsed<M> document : documents) {
      if (document instanceof Parsed.Problems<M> refused) {
        return refused;
      }
    }
    return refused(
        1,
        1,
        "the file holds " + documents.size() + " documents",
        "keep one; remove the lines ---");
  }

  /** Reads a text of exactly one document. */
  public static <M extends Message> Parsed<M> parse(String text, M prototype) {
    return parse(text.getBytes(StandardCharsets.UTF_8), prototype);
  }

  /**
   * Reads a file of one or several documents, separated by lines of {@code ---}.
   *
   * @return at least one result, in the order of the file; lines count from the start of the file.
   *     Empty documents are left out as long as there is another. After an error of syntax nothing
   *     more is read.
   */
  public static <M extends Message> List<Parsed<M>> parseAll(byte[] utf8, M prototype) {
    if (utf8.length > MAX_BYTES) {
      return List.of(refused(1, 1, "the file is larger than 1 MiB", "split it"));
    }
    String text;
    try {
      text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(utf8))
              .toString();
    } catch (CharacterCodingException malformed) {
      return List.of(refused(1, 1, "the file is not UTF-8 text", "save it as UTF-8"));
    }
    return read(text.startsWith("\uFEFF") ? text.substring(1) : text, prototype);
  }

  private static <M extends Message> List<Parsed<M>> read(String text, M prototype) {
    List<Parsed<M>> documents = new ArrayList<>();
    try {
      for (Node root : new Yaml(limits()).composeAll(new StringReader(text))) {
        if (!root.getTag().equals(Tag.NULL)) {
          documents.add(document(root, prototype));
        }
      }
    } catch (MarkedYAMLException syntax) {
      documents.add(syntaxProblem(syntax));
    } catch (ReaderException character) {
      documents.add(badCharacter(text, character));
    } catch (YAMLException limit) {
      documents.add(
          refused(1, 1, "the file cannot be read: " + limit.getMessage(), "make it simpler"));
    }
    if (documents.isEmpty()) {
      documents.add(refused(1, 1, "the file is empty", "write the keys: " + keys(prototype)));
    }
    return documents;
  }

  private static LoaderOptions limits() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MAX_BYTES);
    options.setNestingDepthLimit(MAX_NESTING);
    return options;
  }

  private static <M extends Message> Parsed<M> document(Node root, M prototype) {
    Problems findings = new Problems();
    Message.Builder builder = prototype.newBuilderForType();
    new MessageReader(findings).read(root, builder, "", 0);
    // A builder for a prototype's type builds that type.
    @SuppressWarnings("unchecked")
    M message = (M) builder.build();
    return findings
        .problems()
        .<Parsed<M>>map(Parsed.Problems::new)
        .orElseGet(() -> new Parsed.Ok<>(message, findings.positions()));
  }

  private static <M extends Message> Parsed<M> syntaxProblem(MarkedYAMLException syntax) {
    Mark mark = syntax.getProblemMark() == null ? syntax.getContextMark() : syntax.getProblemMark();
    int line = mark == null ? 1 : mark.getLine() + 1;
    int column = mark == null ? 1 : mark.getColumn() + 1;
    String context = syntax.getContext() == null ? "" : syntax.getContext() + ": ";
    String message = "not valid YAML: " + context + syntax.getProblem();
    return refused(
        line, column, message, "check indentation, quotes and colons here and in the line above");
  }

  private static <M extends Message> Parsed<M> badCharacter(
      String text, ReaderException character) {
    int end =
        text.offsetByCodePoints(
            0, Math.min(character.getPosition(), text.codePointCount(0, text.length())));
    String before = text.substring(0, end);
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    int column = before.length() - before.lastIndexOf('\n');
    String message = String.format("the character U+%04X is not allowed", character.getCodePoint());
    return refused(line, column, message, "remove it, or write it as \\u escape in double quotes");
  }

  private static String keys(Message prototype) {
    List<String> names = new ArrayList<>();
    prototype.getDescriptorForType().getFields().forEach(field -> names.add(field.getName()));
    return String.join(", ", names);
  }

  private static <M extends Message> Parsed<M> refused(
      int line, int column, String message, String remedy) {
    return new Parsed.Problems<>(List.of(new Problem("", line, column, message, remedy)));
  }
}
