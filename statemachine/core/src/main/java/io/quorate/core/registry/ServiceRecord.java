package io.quorate.core.registry;

import io.quorate.core.ClusterTime;
import java.time.Duration;

/**
 * Whether a group is served, since when, and how often it was not. It is replicated, so that what
 * is said of an interruption does not begin anew with each leader.
 *
 * @param state whether it is served
 * @param since when that began, as far as the cluster noticed: of a holder that was lost, when it
 *     was heard from last
 * @param interruptions how often it ceased to be served, the present interruption included
 * @param last how long the last interruption took that is over; zero when none is
 */
public record ServiceRecord(State state, ClusterTime since, long interruptions, Duration last) {

  /** Whether a group is served. */
  public enum State {
    /** It never was. */
    NEVER,
    /** A node serves it. */
    SERVED,
    /** It was, and is not now. */
    INTERRUPTED
  }

  /** Of a group that was just declared. */
  public static ServiceRecord never(ClusterTime now) {
    return new ServiceRecord(State.NEVER, now, 0, Duration.ZERO);
  }

  ServiceRecord served(ClusterTime now) {
    return switch (state) {
      case NEVER -> new ServiceRecord(State.SERVED, now, interruptions, last);
      case SERVED -> this;
      case INTERRUPTED -> new ServiceRecord(State.SERVED, now, interruptions, now.since(since));
    };
  }

  ServiceRecord notServed(ClusterTime now) {
    return state == State.SERVED
        ? new ServiceRecord(State.INTERRUPTED, now, interruptions + 1, last)
        : this;
  }

  /** Whether a node serves the group. */
  public boolean isServed() {
    return state == State.SERVED;
  }
}
