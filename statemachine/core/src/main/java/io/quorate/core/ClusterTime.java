package io.quorate.core;

import java.time.Duration;

/**
 * The cluster's own wall clock: stamped by the leader into each log entry, clamped so that it never
 * runs backwards. For people, delays and retention; never for leases.
 *
 * @param millis milliseconds since 1970 UTC
 */
public record ClusterTime(long millis) implements Comparable<ClusterTime> {
  /** Before everything. */
  public static final ClusterTime ZERO = new ClusterTime(0);

  /** This time moved on; at the end of time it stays there, whatever a broken clock has said. */
  public ClusterTime plus(Duration duration) {
    long more = duration.toMillis();
    long sum = millis + more;
    boolean overflowed = more > 0 && sum < millis;
    return new ClusterTime(overflowed ? Long.MAX_VALUE : sum);
  }

  /** Time from {@code earlier} to this; negative when it lies ahead. */
  public Duration since(ClusterTime earlier) {
    return Duration.ofMillis(millis - earlier.millis);
  }

  /** Whether this is at or after {@code other}. */
  public boolean reached(ClusterTime other) {
    return millis >= other.millis;
  }

  /** The later of the two. */
  public ClusterTime orLater(ClusterTime other) {
    return millis >= other.millis ? this : other;
  }

  @Override
  public int compareTo(ClusterTime other) {
    return Long.compare(millis, other.millis);
  }
}
