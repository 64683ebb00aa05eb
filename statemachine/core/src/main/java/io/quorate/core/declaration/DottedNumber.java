package io.quorate.core.declaration;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A whole number, or several with dots between them, as versions are written. Compared number by
 * number, one that is missing is 0: 1.2 and 1.2.0 are two texts that compare as the same.
 *
 * @param text digits and dots
 */
public record DottedNumber(String text) implements Comparable<DottedNumber> {
  private static final Pattern FORM = Pattern.compile("[0-9]+(?:\\.[0-9]+)*");

  /** Refuses what is none with {@link IllegalArgumentException}; ask {@link #read} first. */
  public DottedNumber {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("'" + text + "' is no number with or without dots");
    }
  }

  /** The one that is written so; empty when none is. */
  public static Optional<DottedNumber> read(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new DottedNumber(text)) : Optional.empty();
  }

  @Override
  public int compareTo(DottedNumber other) {
    String[] mine = text.split("\\.", -1);
    String[] theirs = other.text.split("\\.", -1);
    int order = 0;
    for (int i = 0; order == 0 && i < Math.max(mine.length, theirs.length); i++) {
      order = number(mine, i).compareTo(number(theirs, i));
    }
    return order;
  }

  private static BigInteger number(String[] numbers, int at) {
    return at < numbers.length ? new BigInteger(numbers[at]) : BigInteger.ZERO;
  }

  @Override
  public String toString() {
    return text;
  }
}
