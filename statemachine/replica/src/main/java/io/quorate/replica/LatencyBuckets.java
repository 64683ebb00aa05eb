package io.quorate.replica;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * How long something took, again and again, counted by buckets: never forgets, costs the same
 * however often it is told, and can be added up over nodes. Safe for many threads, none of which
 * waits.
 */
public final class LatencyBuckets {
  /** Longest duration of each bucket but the last, which has none. */
  public static final List<Duration> BOUNDS =
      List.of(
          Duration.ofNanos(500_000),
          Duration.ofMillis(1),
          Duration.ofNanos(2_500_000),
          Duration.ofMillis(5),
          Duration.ofMillis(10),
          Duration.ofMillis(25),
          Duration.ofMillis(50),
          Duration.ofMillis(100),
          Duration.ofMillis(250),
          Duration.ofMillis(500),
          Duration.ofSeconds(1),
          Duration.ofMillis(2_500),
          Duration.ofSeconds(10));

  private final LongAdder[] counts = new LongAdder[BOUNDS.size() + 1];
  private final LongAdder nanos = new LongAdder();

  /** Empty ones. */
  public LatencyBuckets() {
    for (int i = 0; i < counts.length; i++) {
      counts[i] = new LongAdder();
    }
  }

  /**
   * What was counted until a moment.
   *
   * @param buckets how many fell into each, one more than there are bounds
   * @param sum of all durations
   */
  public record Counts(List<Long> buckets, Duration sum) {
    /** Keeps its own copy. */
    public Counts {
      buckets = List.copyOf(buckets);
    }

    /** How many were counted. */
    public long all() {
      return buckets.stream().mapToLong(Long::longValue).sum();
    }
  }

  /** One more. */
  public void add(long tookNanos) {
    int bucket = 0;
    while (bucket < BOUNDS.size() && tookNanos > BOUNDS.get(bucket).toNanos()) {
      bucket++;
    }
    counts[bucket].increment();
    nanos.add(Math.max(0, tookNanos));
  }

  /** What was counted until now. */
  public Counts counts() {
    List<Long> buckets = List.of(counts).stream().map(LongAdder::sum).toList();
    return new Counts(buckets, Duration.ofNanos(nanos.sum()));
  }
}
