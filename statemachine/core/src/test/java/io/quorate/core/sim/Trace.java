package io.quorate.core.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** The readable timeline of a run; costs nothing when nobody wants it. */
final class Trace {
  private final Wanted wanted;
  private final List<String> lines = new ArrayList<>();

  /** Whether lines are kept. */
  enum Wanted {
    YES,
    NO
  }

  Trace(Wanted wanted) {
    this.wanted = wanted;
  }

  void line(long realNanos, Object who, Supplier<String> what) {
    if (wanted == Wanted.YES) {
      lines.add(String.format(Locale.ROOT, "%11.6f %-3s %s", realNanos / 1e9, who, what.get()));
    }
  }

  /** Everything that was noted, one a line. */
  String text() {
    return String.join("\n", lines);
  }

  /** The last lines before the end. */
  String tail(int count) {
    return String.join("\n", lines.subList(Math.max(0, lines.size() - count), lines.size()));
  }
}
