package io.quorate.client.cli;

import com.google.protobuf.Timestamp;
import io.quorate.client.yaml.DurationText;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How values are put for people. */
public final class Words {

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Words() {}

  /**
   * A duration in at most two units, rounded down: {@code 340ms}, {@code 2.5s}, {@code 3m 20s},
   * {@code 4d 2h}.
   */
  public static String duration(Duration duration) {
    if (duration.isNegative()) {
      return "0s";
    }
    if (duration.compareTo(Duration.ofMillis(1)) < 0) {
      return duration.isZero() ? "0s" : "<1ms";
    }
    if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
      return duration.toMillis() + "ms";
    }
    if (duration.compareTo(Duration.ofMinutes(1)) < 0) {
      int tenths = duration.toMillisPart() / 100;
      return duration.toSeconds() + (tenths == 0 ? "" : "." + tenths) + "s";
    }
    if (duration.compareTo(Duration.ofHours(1)) < 0) {
      return two(duration.toMinutes(), "m", duration.toSecondsPart(), "s");
    }
    return duration.compareTo(Duration.ofDays(1)) < 0
        ? two(duration.toHours(), "h", duration.toMinutesPart(), "m")
        : two(duration.toDays(), "d", duration.toHoursPart(), "h");
  }

  private static String two(long large, String largeUnit, int small, String smallUnit) {
    return large + largeUnit + (small == 0 ? "" : " " + small + smallUnit);
  }

  static String duration(com.google.protobuf.Duration duration) {
    return duration(Duration.ofSeconds(duration.getSeconds(), duration.getNanos()));
  }

  static String bound(com.google.protobuf.Duration duration) {
    return bound(Duration.ofSeconds(duration.getSeconds(), duration.getNanos()));
  }

  /** A bound, never less than it is: to the millisecond, rounded up, as {@code 2.93s}. */
  public static String bound(Duration duration) {
    long millis = duration.plusNanos(999_999).toMillis();
    if (millis < 1_000 || millis >= 60_000) {
      return DurationText.format(Duration.ofMillis(millis));
    }
    return BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString() + "s";
  }

  /** UTC, to the second. */
  static String time(Timestamp time) {
    return SECONDS.format(Instant.ofEpochSecond(time.getSeconds(), time.getNanos()));
  }

  /** UTC, to the millisecond. */
  static String exactTime(Timestamp time) {
    return MILLIS.format(Instant.ofEpochSecond(time.getSeconds(), time.getNanos()));
  }

  /** From one moment to another; the clock of the nodes gives both. */
  static String between(Timestamp from, Timestamp to) {
    return duration(
        Duration.between(
            Instant.ofEpochSecond(from.getSeconds(), from.getNanos()),
            Instant.ofEpochSecond(to.getSeconds(), to.getNanos())));
  }

  /** One group, two groups. */
  static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /** All of a short list, the first ones of a long list. */
  static String some(List<String> names) {
    int shown = Math.min(names.size(), 6);
    String text = String.join(", ", names.subList(0, shown));
    return shown == names.size() ? text : text + " and " + (names.size() - shown) + " more";
  }

  /** NODE_STANDBY as standby: the name of an enum value for people. */
  static String name(Enum<?> value, String prefix) {
    String name = value.name();
    String bare = name.startsWith(prefix) ? name.substring(prefix.length()) : name;
    return bare.equals("UNSPECIFIED")
            || bare.endsWith("_UNSPECIFIED")
            || bare.equals("UNRECOGNIZED")
        ? "unknown"
        : bare.toLowerCase(Locale.ROOT);
  }

  /**
   * Text from elsewhere on one line and without control characters, which could move a terminal's
   * cursor.
   */
  public static String oneLine(String text) {
    return line(text).strip();
  }

  /** The same with the blanks at its ends, for text that is lined up. */
  static String line(String text) {
    StringBuilder safe = new StringBuilder();
    text.codePoints()
        .map(c -> Character.isWhitespace(c) ? ' ' : c)
        .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
        .forEach(safe::appendCodePoint);
    return safe.toString();
  }

  /** Words on lines of a width; a longer word has a line of its own. At least one line. */
  static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
