package io.quorate.bench.contender;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

/** What is written and read, of whomever: keys that take turns, with values of one size. */
public final class Entries {
  /** How many keys there are. */
  public static final int KEYS = 1_000;

  /** The size of each value. */
  public static final int VALUE_BYTES = 256;

  private static final int MARK_DIGITS = 16;
  private static final int DECIMAL = 10;
  private static final String[] NAMES =
      IntStream.range(0, KEYS)
          .mapToObj(key -> String.format(Locale.ROOT, "load/%04d", key))
          .toArray(String[]::new);

  private Entries() {}

  /** The key of a request; all have the same length. */
  static String key(long number) {
    return NAMES[(int) (number % KEYS)];
  }

  /** The value that a request writes, unlike all before: what is there already is no change. */
  static byte[] value(long number) {
    byte[] value = new byte[VALUE_BYTES];
    Arrays.fill(value, (byte) 'x');
    long rest = number;
    for (int digit = MARK_DIGITS - 1; digit >= 0; digit--) {
      value[digit] = (byte) ('0' + rest % DECIMAL);
      rest /= DECIMAL;
    }
    return value;
  }

  /** The key as bytes. */
  static byte[] keyBytes(long number) {
    return key(number).getBytes(StandardCharsets.US_ASCII);
  }
}
