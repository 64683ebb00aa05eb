package io.quorate.core.transcript;

import io.quorate.core.ClusterTime;
import io.quorate.core.Refusal;
import io.quorate.core.declaration.GroupSpec;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Splits command lines into words, and puts records into words. */
final class Words {
  private final List<String> plain = new ArrayList<>();
  private final Map<String, String> named = new TreeMap<>();

  /**
   * Words are divided by spaces; a quoted part may hold some; {@code name=value} is a named word.
   */
  Words(String line) {
    for (String word : split(line)) {
      int equals = word.indexOf('=');
      if (equals > 0) {
        named.put(word.substring(0, equals), word.substring(equals + 1));
      } else {
        plain.add(word);
      }
    }
  }

  private static List<String> split(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean quoted = false;
    for (char c : (line.strip() + " ").toCharArray()) {
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ' ' && !quoted) {
        if (!word.isEmpty()) {
          words.add(word.toString());
          word.setLength(0);
        }
      } else {
        word.append(c);
      }
    }
    return words;
  }

  String at(int index) {
    return plain.get(index);
  }

  List<String> from(int index) {
    return plain.subList(index, plain.size());
  }

  boolean has(String name) {
    return named.containsKey(name);
  }

  String get(String name) {
    return Objects.requireNonNull(named.get(name), () -> name + " is missing");
  }

  String get(String name, String otherwise) {
    return named.getOrDefault(name, otherwise);
  }

  long number(String name, long otherwise) {
    return Long.parseLong(named.getOrDefault(name, Long.toString(otherwise)));
  }

  /** Milliseconds, or seconds with an s at the end. */
  Duration time(String name, Duration otherwise) {
    return has(name) ? duration(get(name)) : otherwise;
  }

  List<String> list(String name) {
    String value = get(name, "");
    return value.isEmpty() ? List.of() : List.of(value.split(",", -1));
  }

  static Duration duration(String text) {
    return text.endsWith("s")
        ? Duration.ofSeconds(Long.parseLong(text.substring(0, text.length() - 1)))
        : Duration.ofMillis(Long.parseLong(text));
  }

  /** A record as its name and what it holds; declarations and what is empty are left out. */
  static String of(Record value) {
    StringBuilder text = new StringBuilder(value.getClass().getSimpleName());
    for (RecordComponent component : value.getClass().getRecordComponents()) {
      Object part = component(value, component);
      if (!(part instanceof GroupSpec) && !part.toString().isEmpty()) {
        text.append(' ').append(component.getName()).append('=').append(word(part));
      }
    }
    return text.toString();
  }

  static String of(Refusal refusal) {
    String where = refusal.path().isEmpty() ? "" : " at " + refusal.path();
    if (!where.isEmpty() && refusal.message().startsWith(refusal.path() + " ")) {
      throw new AssertionError("whoever shows the path shows it twice: " + refusal);
    }
    String remedy = refusal.remedy().isEmpty() ? "" : "; " + refusal.remedy();
    return refusal.reason() + where + ": " + refusal.message() + remedy;
  }

  private static Object component(Record value, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      Object part = component.getAccessor().invoke(value);
      return part == null ? "" : part;
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String word(Object part) {
    if (part instanceof Duration duration) {
      return duration.toMillis() + "ms";
    }
    if (part instanceof ClusterTime time) {
      return Long.toString(time.millis());
    }
    if (part instanceof Record nested && nested.toString().endsWith("]")) {
      return "(" + of(nested) + ")";
    }
    if (part instanceof List<?> list) {
      return list.stream().map(Words::word).toList().toString();
    }
    String text = part.toString();
    return text.indexOf(' ') >= 0 ? '"' + text + '"' : text;
  }
}
