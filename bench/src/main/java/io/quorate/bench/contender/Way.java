package io.quorate.bench.contender;

import java.util.Locale;

/** How requests go to a contender. */
public enum Way {
  /** In sessions, many on their way at a time. */
  STREAM,
  /** A call for each. */
  UNARY;

  /** As reports have it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
