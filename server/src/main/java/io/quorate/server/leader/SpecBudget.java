package io.quorate.server.leader;

import io.quorate.core.declaration.GroupSpec;
import io.quorate.replica.declaration.GroupMessages;
import java.util.Optional;

/**
 * How many declarations one answer to a heartbeat carries. A node that has just started knows none,
 * and all of them together may be larger than a message may be; it says what it knows in every
 * heartbeat, so the rest follows in the next answers.
 */
final class SpecBudget {
  /** A quarter of what a message may have, for directives have other parts. */
  static final int MAX_BYTES = 4 << 20;

  private int left = MAX_BYTES;
  private boolean closed;

  /**
   * The declaration as a message while there is room for it. After one that did not fit none is
   * taken: smaller ones must not overtake it for ever.
   */
  Optional<io.quorate.v1.GroupSpec> take(GroupSpec spec) {
    if (closed) {
      return Optional.empty();
    }
    io.quorate.v1.GroupSpec message = GroupMessages.of(spec);
    int bytes = message.getSerializedSize();
    closed = bytes > left;
    if (closed) {
      return Optional.empty();
    }
    left -= bytes;
    return Optional.of(message);
  }
}
