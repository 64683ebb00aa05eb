package io.quorate.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * The writes of a session that have no answer yet, in the order of their sequences: first those
 * that were sent, then those that were not. Not safe for use by several threads.
 */
final class UnansweredWrites {
  private final Deque<PendingWrite> sent = new ArrayDeque<>();
  private final Deque<PendingWrite> unsent = new ArrayDeque<>();

  void add(PendingWrite write) {
    unsent.add(write);
  }

  int size() {
    return sent.size() + unsent.size();
  }

  boolean anySent() {
    return !sent.isEmpty();
  }

  boolean anyUnsent() {
    return !unsent.isEmpty();
  }

  /** When the oldest was asked for; there is one. */
  long oldestNanos() {
    return (sent.isEmpty() ? unsent : sent).getFirst().askedNanos();
  }

  /**
   * Takes the next to send, and notes them as sent: one at least, when there is one.
   *
   * @param most how many
   * @param bytes how much in all, beyond the first
   */
  List<PendingWrite> send(int most, long bytes) {
    List<PendingWrite> next = new ArrayList<>();
    long taken = 0;
    while (!unsent.isEmpty() && next.size() < most) {
      taken += unsent.getFirst().write().getSerializedSize();
      if (!next.isEmpty() && taken > bytes) {
        break;
      }
      PendingWrite first = unsent.removeFirst();
      sent.add(first);
      next.add(first);
    }
    return next;
  }

  /**
   * Takes out the write that was answered, which is the first.
   *
   * @throws IllegalStateException when the answer is to another one
   */
  PendingWrite answered(long sequence) {
    PendingWrite first = sent.peekFirst();
    if (first == null || first.write().getSequence() != sequence) {
      throw new IllegalStateException("an answer to " + sequence + ", which is not the next");
    }
    return sent.removeFirst();
  }

  /** All that was sent is to be sent again, before the rest. */
  void again() {
    Iterator<PendingWrite> newest = sent.descendingIterator();
    while (newest.hasNext()) {
      unsent.addFirst(newest.next());
    }
    sent.clear();
  }

  /** Takes out all. */
  List<PendingWrite> drop() {
    again();
    List<PendingWrite> all = new ArrayList<>(unsent);
    unsent.clear();
    return all;
  }
}
