package io.quorate.core.runtime;

import io.quorate.core.config.ConfigValue;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the values of several members come to, without rounding.
 *
 * @param sum of all
 * @param min the least of them
 * @param max the greatest of them
 */
public record RuntimeAggregate(BigDecimal sum, BigDecimal min, BigDecimal max) {
  /** Longest text of a number, in characters: those of programs are shorter. */
  public static final int MAX_DIGITS = 40;

  /** No exponents: a short text could be a number of a thousand million digits. */
  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?");

  /** That of the values; empty when one of them is no number, or there is none. */
  public static Optional<RuntimeAggregate> of(Collection<ConfigValue> values) {
    RuntimeAggregate all = null;
    for (ConfigValue value : values) {
      Optional<BigDecimal> number = number(value);
      if (number.isEmpty()) {
        return Optional.empty();
      }
      BigDecimal one = number.get();
      all =
          all == null
              ? new RuntimeAggregate(one, one, one)
              : new RuntimeAggregate(all.sum.add(one), all.min.min(one), all.max.max(one));
    }
    return Optional.ofNullable(all);
  }

  private static Optional<BigDecimal> number(ConfigValue value) {
    if (value.size() > MAX_DIGITS + 2) {
      return Optional.empty(); // a line break may follow
    }
    String text = new String(value.bytes(), StandardCharsets.ISO_8859_1).trim();
    return text.length() <= MAX_DIGITS && NUMBER.matcher(text).matches()
        ? Optional.of(new BigDecimal(text))
        : Optional.empty();
  }
}
