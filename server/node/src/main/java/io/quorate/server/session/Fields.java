package io.quorate.server.session;

import io.quorate.core.Epoch;
import io.quorate.core.FeatureLevel;
import io.quorate.core.GroupId;
import io.quorate.core.LevelRange;
import io.quorate.core.Names;
import io.quorate.core.NodeId;
import io.quorate.core.Revision;
import io.quorate.core.Term;
import io.quorate.core.session.Span;
import java.time.Duration;

/** Reads single fields of messages of other nodes: a value, or why it cannot be one. */
final class Fields {
  /** No time that nodes tell each other is longer. */
  private static final Duration LONGEST = Duration.ofDays(366);

  private static final int NANOS = 1_000_000_000;

  private Fields() {}

  static NodeId node(String field, String text) throws MalformedMessageException {
    if (!Names.wellFormed(text)) {
      throw new MalformedMessageException(field, "no name of a node");
    }
    return new NodeId(text);
  }

  static GroupId group(String field, String text) throws MalformedMessageException {
    if (!Names.wellFormed(text)) {
      throw new MalformedMessageException(field, "no name of a group");
    }
    return new GroupId(text);
  }

  static Epoch epoch(String field, long value) throws MalformedMessageException {
    return new Epoch(counted(field, value));
  }

  static Term term(String field, long value) throws MalformedMessageException {
    return new Term(counted(field, value));
  }

  static Revision revision(String field, long value) throws MalformedMessageException {
    return new Revision(counted(field, value));
  }

  static Span span(String field, io.quorate.v1.Span message) throws MalformedMessageException {
    long base = counted(field + ".base", message.getBase());
    long number = counted(field + ".number", message.getNumber());
    if (base > number) {
      throw new MalformedMessageException(field, "ends before it begins");
    }
    return new Span(base, number);
  }

  static LevelRange levels(String field, int lowest, int highest) throws MalformedMessageException {
    if (lowest < 1 || highest < lowest) {
      throw new MalformedMessageException(field, lowest + " to " + highest + " is no range");
    }
    return new LevelRange(new FeatureLevel(lowest), new FeatureLevel(highest));
  }

  static long counted(String field, long value) throws MalformedMessageException {
    if (value < 0) {
      throw new MalformedMessageException(
          field, Long.toUnsignedString(value) + " is more than anything is counted to");
    }
    return value;
  }

  static Duration duration(String field, com.google.protobuf.Duration message)
      throws MalformedMessageException {
    boolean fits =
        message.getSeconds() >= 0
            && message.getSeconds() <= LONGEST.toSeconds()
            && message.getNanos() >= 0
            && message.getNanos() < NANOS;
    if (!fits) {
      throw new MalformedMessageException(field, "no time between 0 and a year");
    }
    return Duration.ofSeconds(message.getSeconds(), message.getNanos());
  }
}
