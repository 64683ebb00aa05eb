package io.quorate.core.transition;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the source says of each constant of an enum, so that it is said in one place. */
final class Glosses {
  private static final Path SOURCES = Path.of("src", "main", "java");
  private static final Pattern CONSTANT =
      Pattern.compile("/\\*\\*((?:(?!\\*/).)*)\\*/\\s*([A-Z][A-Z_]*)(?=\\s*[,}])", Pattern.DOTALL);

  private Glosses() {}

  /** The first sentences by constant; only those that have any. */
  static Map<String, String> of(Class<? extends Enum<?>> type) throws IOException {
    Class<?> top = type.getEnclosingClass() == null ? type : type.getEnclosingClass();
    String source = Files.readString(SOURCES.resolve(top.getName().replace('.', '/') + ".java"));
    int begin = source.indexOf("enum " + type.getSimpleName() + " {");
    Map<String, String> glosses = new TreeMap<>();
    Matcher found = CONSTANT.matcher(source.substring(begin, source.indexOf('}', begin) + 1));
    while (found.find()) {
      String text = found.group(1).replaceAll("\\s*\\n\\s*\\*\\s*", " ").strip();
      if (!text.isEmpty()) {
        glosses.put(found.group(2), text);
      }
    }
    return glosses;
  }
}
