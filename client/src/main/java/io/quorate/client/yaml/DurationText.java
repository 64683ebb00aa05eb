package io.quorate.client.yaml;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as people write them: {@code 500ms}, {@code 3s}, {@code 2m}, {@code 1h}, {@code 1m30s},
 * {@code 1.5s}.
 *
 * <p>Units are h, m, s, ms, us and ns, largest first and each at most once; a number without a unit
 * is no duration.
 */
public final class DurationText {

  /** What protobuf allows: about 10,000 years. */
  private static final Duration LONGEST = Duration.ofDays(3_652_500);

  private static final String NUMBER = "([0-9]{1,15}(?:\\.[0-9]{1,9})?)";
  private static final Pattern FORM =
      Pattern.compile(
          String.format("(?:%1$sh)?(?:%1$sm)?(?:%1$ss)?(?:%1$sms)?(?:%1$sus)?(?:%1$sns)?", NUMBER));
  private static final long[] UNIT_NANOS = {
    3_600_000_000_000L, 60_000_000_000L, 1_000_000_000L, 1_000_000L, 1_000L, 1L
  };
  private static final String[] UNITS = {"h", "m", "s", "ms", "us", "ns"};

  private DurationText() {}

  /**
   * Reads a duration.
   *
   * @return empty when the text has another form, is finer than a nanosecond or longer than 10,000
   *     years
   */
  public static Optional<Duration> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (text.isEmpty() || !form.matches()) {
      return Optional.empty();
    }
    BigDecimal nanos = BigDecimal.ZERO;
    for (int unit = 0; unit < UNITS.length; unit++) {
      String number = form.group(unit + 1);
      if (number != null) {
        nanos = nanos.add(new BigDecimal(number).multiply(BigDecimal.valueOf(UNIT_NANOS[unit])));
      }
    }
    BigDecimal longest = BigDecimal.valueOf(LONGEST.toSeconds()).movePointRight(9);
    if (nanos.compareTo(longest) > 0 || nanos.stripTrailingZeros().scale() > 0) {
      return Optional.empty();
    }
    BigDecimal[] parts = nanos.divideAndRemainder(BigDecimal.valueOf(UNIT_NANOS[2]));
    return Optional.of(Duration.ofSeconds(parts[0].longValueExact(), parts[1].longValueExact()));
  }

  /**
   * Writes a duration exactly, so that {@link #parse} gives it back; a negative one gets a sign.
   */
  public static String format(Duration duration) {
    if (duration.isZero()) {
      return "0s";
    }
    if (duration.isNegative()) {
      return "-" + format(duration.negated());
    }
    StringBuilder text = new StringBuilder();
    append(text, duration.toHours(), "h");
    append(text, duration.toMinutesPart(), "m");
    append(text, duration.toSecondsPart(), "s");
    append(text, duration.toMillisPart(), "ms");
    append(text, duration.toNanosPart() / 1_000 % 1_000, "us");
    append(text, duration.toNanosPart() % 1_000, "ns");
    return text.toString();
  }

  private static void append(StringBuilder text, long count, String unit) {
    if (count != 0) {
      text.append(count).append(unit);
    }
  }
}
