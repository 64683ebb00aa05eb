package io.quorate.core.declaration;

import io.quorate.core.PlainText;
import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Collects what is wrong with a declaration, each with its path and remedy. */
public final class Findings {
  private static final int MAX_SHOWN = 80;

  /** What is wrong a hundred times is wrong in one way; more would only fill the answer. */
  private static final int MAX_FINDINGS = 100;

  private final List<Refusal> found = new ArrayList<>();
  private long textBytes;

  /** What was found so far, in the order in which it was; the first hundred. */
  public List<Refusal> all() {
    return List.copyOf(found);
  }

  void add(Reason reason, String path, String message, String remedy) {
    if (found.size() < MAX_FINDINGS) {
      found.add(new Refusal(reason, message, remedy, path));
    }
  }

  /** A value that cannot be taken. */
  public void invalid(String path, String message, String remedy) {
    add(Reason.INVALID_VALUE, path, message, remedy);
  }

  /** More than a limit allows. */
  public void exceeded(String path, String message, String remedy) {
    add(Reason.LIMIT_EXCEEDED, path, message, remedy);
  }

  void impossible(String path, String message, String remedy) {
    add(Reason.IMPOSSIBLE_TIMING, path, message, remedy);
  }

  void duplicate(String path, String name) {
    add(Reason.DUPLICATE_NAME, path, "'" + name + "' is there twice", "give each its own name");
  }

  void unique(String path, String name, Set<String> seen) {
    if (!seen.add(name)) {
      duplicate(path, name);
    }
  }

  void between(String path, Duration value, DurationRange range) {
    if (!range.holds(value)) {
      invalid(
          path,
          text(value) + " is out of range",
          "use " + text(range.least()) + " to " + text(range.most()));
    }
  }

  void size(String path, long value, CountRange range) {
    if (!range.holds(value)) {
      Reason reason = value > range.most() ? Reason.LIMIT_EXCEEDED : Reason.INVALID_VALUE;
      add(reason, path, value + " is out of range", "use " + range.least() + " to " + range.most());
    }
  }

  /** Bytes of all texts that were looked at: what a declaration takes up beside its structure. */
  long textBytes() {
    return textBytes;
  }

  /** A text that is never too long by itself. */
  void weigh(String text) {
    textBytes += text.length();
  }

  void text(String path, String text, int maxBytes) {
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    textBytes += bytes;
    if (bytes > maxBytes) {
      exceeded(
          path,
          "'" + shown(text) + "' has " + bytes + " bytes",
          "use at most " + maxBytes + " bytes");
    }
  }

  static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** As a file has it, such as 1m30s; for every duration, also a negative one. */
  public static String text(Duration duration) {
    if (duration.isZero()) {
      return "0s";
    }
    if (!DurationRange.countable(duration)) {
      return duration.toSeconds() + "s";
    }
    StringBuilder text = new StringBuilder();
    append(text, duration.toHours(), "h");
    append(text, duration.toMinutesPart(), "m");
    append(text, duration.toSecondsPart(), "s");
    append(text, duration.toMillisPart(), "ms");
    append(text, duration.toNanosPart() % 1_000_000, "ns");
    return text.toString();
  }

  private static void append(StringBuilder text, long count, String unit) {
    if (count != 0) {
      text.append(count).append(unit);
    }
  }

  /** The beginning of a text, so that a message stays short and on its line. */
  public static String shown(String text) {
    String plain = PlainText.of(text);
    return plain.length() <= MAX_SHOWN ? plain : plain.substring(0, MAX_SHOWN) + "...";
  }
}
