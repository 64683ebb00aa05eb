package io.quorate.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Markdown file of the project.
 *
 * @param root the project's folder
 * @param file the file
 * @param lines its text
 */
record Document(Path root, Path file, List<String> lines) {
  private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
  private static final String FENCE = "```";

  Document {
    lines = List.copyOf(lines);
  }

  /** The documents at the top of the project and everything below {@code docs}. */
  static List<Document> all() {
    Path root = projectRoot();
    try (Stream<Path> top = Files.list(root);
        Stream<Path> docs = Files.walk(root.resolve("docs"))) {
      return Stream.concat(top, docs)
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .map(file -> read(root, file))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The document of this name, relative to the project. */
  static Document named(String name) {
    Path root = projectRoot();
    return read(root, root.resolve(name));
  }

  private static Document read(Path root, Path file) {
    try {
      return new Document(root, file, Files.readAllLines(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path projectRoot() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.isDirectory(folder.resolve(".mvn"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new IllegalStateException("not inside the project");
    }
    return folder;
  }

  String name() {
    return root.relativize(file).toString();
  }

  String text() {
    return String.join("\n", lines);
  }

  /** Targets of all links outside of fenced blocks, with their fragments. */
  List<String> links() {
    return LINK.matcher(String.join("\n", prose())).results().map(found -> found.group(1)).toList();
  }

  /** The fragments by which headings are linked to. */
  Set<String> anchors() {
    Set<String> anchors = new TreeSet<>();
    for (String line : prose()) {
      if (line.startsWith("#")) {
        String heading = line.replaceFirst("^#+\\s*", "").toLowerCase(Locale.ROOT);
        anchors.add(heading.replaceAll("[^a-z0-9 _-]", "").replace(' ', '-'));
      }
    }
    return anchors;
  }

  /** What stands between back quotes outside of fenced blocks. */
  Set<String> quoted() {
    Set<String> quoted = new TreeSet<>();
    Pattern.compile("`([^`\n]+)`")
        .matcher(String.join("\n", prose()))
        .results()
        .map(MatchResult::group)
        .map(text -> text.substring(1, text.length() - 1))
        .forEach(quoted::add);
    return quoted;
  }

  private List<String> prose() {
    List<String> prose = new ArrayList<>();
    boolean inside = false;
    for (String line : lines) {
      if (line.startsWith(FENCE)) {
        inside = !inside;
      } else if (!inside) {
        prose.add(line);
      }
    }
    return prose;
  }

  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(FENCE)) {
        int end = i + 1;
        while (!lines.get(end).startsWith(FENCE)) {
          end++;
        }
        String language = lines.get(i).substring(FENCE.length()).strip();
        blocks.add(new Block(name(), i + 2, language, lines.subList(i + 1, end)));
        i = end;
      }
    }
    return blocks;
  }

  /** The cells of all table rows, without the markup of code and emphasis. */
  List<List<String>> rows() {
    List<List<String>> rows = new ArrayList<>();
    for (String line : prose()) {
      if (line.startsWith("|")) {
        List<String> cells = new ArrayList<>();
        for (String cell : line.substring(1).split("\\|", -1)) {
          cells.add(cell.replaceAll("[`*]", "").strip());
        }
        cells.remove(cells.size() - 1);
        rows.add(List.copyOf(cells));
      }
    }
    return rows;
  }
}
