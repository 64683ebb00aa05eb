package io.quorate.bench.load;

import java.util.Locale;

/** How requests go to the cluster. */
enum Way {
  /** In sessions, many on their way at a time. */
  STREAM,
  /** A call for each, of a thread for each. */
  UNARY;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
