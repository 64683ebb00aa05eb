package io.quorate.core.sim;

import java.util.PriorityQueue;

/**
 * What will happen, ordered by real time and then by when it was planned. Times are nanoseconds of
 * real time.
 */
final class EventQueue {
  private record Planned(long at, long sequence, Runnable action) implements Comparable<Planned> {
    @Override
    public int compareTo(Planned other) {
      int byTime = Long.compare(at, other.at);
      return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
    }
  }

  private final PriorityQueue<Planned> planned = new PriorityQueue<>();
  private long now;
  private long sequence;

  long now() {
    return now;
  }

  /** How many actions have been planned so far. */
  long count() {
    return sequence;
  }

  void after(long nanos, Runnable action) {
    planned.add(new Planned(now + Math.max(0, nanos), sequence++, action));
  }

  /** Lets the next thing happen; false when nothing is planned. */
  boolean step() {
    Planned next = planned.poll();
    if (next == null) {
      return false;
    }
    now = next.at();
    next.action().run();
    return true;
  }
}
