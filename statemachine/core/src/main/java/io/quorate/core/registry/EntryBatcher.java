package io.quorate.core.registry;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Fills log entries with what waits, in order. One batch is one entry, so it has one outcome: it is
 * never divided afterwards.
 *
 * @param <T> what waits for a place
 */
public final class EntryBatcher<T> {
  private record Waiting<T>(T item, EntryShare share) {}

  private final EntryLimits limits;
  private final Deque<Waiting<T>> waiting = new ArrayDeque<>();
  private long waitingBytes;

  /** Nothing waits yet. */
  public EntryBatcher(EntryLimits limits) {
    this.limits = limits;
  }

  /**
   * Adds to what waits.
   *
   * @param share what it takes up; {@link EntryLimits#against} has nothing against it
   */
  public void add(T item, EntryShare share) {
    if (limits.against(share).isPresent()) {
      throw new IllegalArgumentException("no entry of " + limits + " holds " + share);
    }
    waiting.add(new Waiting<>(item, share));
    waitingBytes += share.bytes();
  }

  /** Takes out as much as one entry holds; empty when nothing waits. */
  public List<T> next() {
    List<T> batch = new ArrayList<>();
    EntryShare taken = EntryShare.NONE;
    while (!waiting.isEmpty() && limits.fits(taken, batch.size(), waiting.getFirst().share())) {
      Waiting<T> first = waiting.removeFirst();
      taken = taken.and(first.share());
      batch.add(first.item());
    }
    waitingBytes -= taken.bytes();
    return batch;
  }

  /** How many wait. */
  public int waiting() {
    return waiting.size();
  }

  /** Bytes of all that wait. */
  public long waitingBytes() {
    return waitingBytes;
  }
}
