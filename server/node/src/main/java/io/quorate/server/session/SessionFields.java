package io.quorate.server.session;

import io.quorate.core.FeatureLevel;
import io.quorate.core.LevelRange;
import io.quorate.core.session.Span;
import io.quorate.server.wire.WireFields;

/** Reads fields that only messages between nodes have. */
final class SessionFields {
  private static final int MOST_LEVELS = 255;

  private SessionFields() {}

  /** The number of a picture. */
  static long counted(WireFields fields, String path, long value) {
    if (value < 0) {
      fields.invalid(
          path,
          Long.toUnsignedString(value) + " is out of range",
          "give a number that is counted to");
      return Span.WHOLE;
    }
    return value;
  }

  /** Which part of a picture. */
  static Span span(WireFields fields, String path, io.quorate.v1.Span message) {
    long base = counted(fields, path + ".base", message.getBase());
    long number = counted(fields, path + ".number", message.getNumber());
    if (base > number) {
      fields.invalid(path, base + " to " + number + " is no span", "begin before the end");
      return new Span(Span.WHOLE, number);
    }
    return new Span(base, number);
  }

  /** The feature levels at which a node can work. */
  static LevelRange levels(WireFields fields, int lowest, int highest) {
    if (lowest < 1 || highest < lowest || highest > MOST_LEVELS) {
      fields.invalid(
          "lowest_level", lowest + " to " + highest + " is no range", "give 1 to " + MOST_LEVELS);
      return new LevelRange(FeatureLevel.FIRST, FeatureLevel.FIRST);
    }
    return new LevelRange(new FeatureLevel(lowest), new FeatureLevel(highest));
  }
}
