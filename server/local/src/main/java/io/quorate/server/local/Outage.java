package io.quorate.server.local;

import java.time.Duration;

/**
 * A time in which a client got no answer from anybody.
 *
 * @param last the answer before it
 * @param next the answer that ended it
 */
public record Outage(Served last, Served next) {

  /** From one answer to the other. */
  public Duration length() {
    return Duration.ofNanos(Math.max(0, next.receivedNanos() - last.receivedNanos()));
  }

  /** Whether the role had changed when it was over. */
  public boolean isRoleChange() {
    return last.epoch() != next.epoch();
  }
}
