package io.quorate.replica;

import java.time.Duration;

/**
 * How long followers wait for a leader before they elect another. The same on all nodes of a
 * cluster.
 */
public enum ElectionTiming {
  /** 300 to 600 ms: one machine room, quiet machines. The least that survived a loaded machine. */
  FAST(300, 600),
  /** 500 to 1000 ms: a local network. */
  LAN(500, 1000),
  /** 2.5 to 5 s: nodes far apart. */
  WAN(2500, 5000);

  private final Duration min;
  private final Duration max;

  ElectionTiming(long minMillis, long maxMillis) {
    this.min = Duration.ofMillis(minMillis);
    this.max = Duration.ofMillis(maxMillis);
  }

  /** Shortest election timeout. */
  public Duration min() {
    return min;
  }

  /** Longest election timeout; a leader that has not heard a majority for so long steps down. */
  public Duration max() {
    return max;
  }

  /**
   * How long a leader may not have heard a majority and still answer: less than until it steps
   * down, and long enough for two heartbeats and a hiccup.
   */
  public Duration answerLimit() {
    return max.multipliedBy(3).dividedBy(4);
  }
}
