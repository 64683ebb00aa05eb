package io.quorate.server.wire;

import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.PlainText;
import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.Revision;
import io.quorate.core.Term;
import io.quorate.core.declaration.DurationRange;
import io.quorate.core.declaration.Findings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads single fields of messages to types that cannot be wrong, and collects what cannot be read,
 * each with its path. Whatever a message says ends in a value or a refusal: where one was refused,
 * the value beside it stands in and may not be used.
 */
public final class WireFields {
  private static final String NAME = "unreadable";
  private static final String A_NAME = "give a name: 1 to 63 of a-z, 0-9 and '-', a letter first";
  private static final String A_COUNT = "give a number from 0 to 9223372036854775807";

  private final List<Refusal> found = new ArrayList<>();

  /** What could not be read so far. */
  public List<Refusal> refusals() {
    return List.copyOf(found);
  }

  /** Something that cannot be taken. */
  public void invalid(String path, String message, String remedy) {
    found.add(new Refusal(Reason.INVALID_VALUE, message, remedy, path));
  }

  /** A name of a node. */
  public NodeId node(String path, String text) {
    return NodeId.read(text).orElseGet(() -> new NodeId(refused(path, text)));
  }

  /** A name of a group. */
  public GroupId group(String path, String text) {
    return GroupId.read(text).orElseGet(() -> new GroupId(refused(path, text)));
  }

  private String refused(String path, String text) {
    invalid(
        path,
        text.isEmpty() ? "no name is given" : "'" + Findings.shown(text) + "' is not a name",
        A_NAME);
    return NAME;
  }

  /** An epoch. */
  public Epoch epoch(String path, long number) {
    return counted(path, number, Epoch.read(number)).orElse(Epoch.NONE);
  }

  /** A revision. */
  public Revision revision(String path, long number) {
    return counted(path, number, Revision.read(number)).orElse(Revision.NONE);
  }

  /** A term. */
  public Term term(String path, long number) {
    return counted(path, number, Term.read(number)).orElse(Term.NONE);
  }

  private <T> Optional<T> counted(String path, long number, Optional<T> read) {
    if (read.isEmpty()) {
      invalid(path, Long.toUnsignedString(number) + " is out of range", A_COUNT);
    }
    return read;
  }

  /** A time in the range. */
  public Duration duration(String path, com.google.protobuf.Duration message, DurationRange range) {
    Optional<Duration> time = Times.read(message).filter(range::holds);
    if (time.isEmpty()) {
      invalid(
          path,
          message.getSeconds() + " s and " + message.getNanos() + " ns are out of range",
          "give " + range.least().toMillis() + " ms to " + range.most().toMillis() + " ms");
    }
    return time.orElse(range.least());
  }

  /** Words of a person or a program, on one line; too many are refused. */
  public String text(String path, String text) {
    if (text.length() > PlainText.MAX_LENGTH) {
      invalid(
          path,
          "has " + text.length() + " characters",
          "give at most " + PlainText.MAX_LENGTH + " characters");
    }
    return PlainText.of(text);
  }
}
