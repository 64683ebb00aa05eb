package io.quorate.server.metrics;

import java.util.Locale;

/** What is counted; always a base unit, never a thousandth of one. */
public enum MeasureUnit {
  /** Pieces, indices, or yes and no. */
  NONE,
  /** Time. */
  SECONDS,
  /** Memory or traffic. */
  BYTES;

  /** The unit that a name without its kind ends in. */
  static MeasureUnit of(String name) {
    for (MeasureUnit unit : values()) {
      if (unit != NONE && name.endsWith("_" + unit.word())) {
        return unit;
      }
    }
    return NONE;
  }

  /** As names have it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
