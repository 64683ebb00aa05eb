package io.quorate.server.local;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a client saw over time, from the answers it got. For several threads; time comes in with the
 * answers. Keeps the newest of what it finds, up to a bound.
 */
public final class OutageTimeline {
  private static final int MAX_KEPT = 10_000;

  private final Duration gap;
  private final Deque<Outage> outages = new ArrayDeque<>();
  private final Deque<String> violations = new ArrayDeque<>();
  private @Nullable Served last;
  private @Nullable Served newestEpoch;
  private long answers;

  /**
   * An empty one.
   *
   * @param gap longest time without an answer that is no outage yet
   */
  public OutageTimeline(Duration gap) {
    this.gap = gap;
  }

  /** Takes note of an answer. */
  public synchronized void add(Served served) {
    answers++;
    Served before = last;
    if (before != null) {
      Outage pause = new Outage(before, served);
      if (pause.isRoleChange() || pause.length().compareTo(gap) > 0) {
        keep(outages, pause);
      }
    }
    Served newest = newestEpoch;
    if (newest != null && served.epoch() < newest.epoch()) {
      noteOldEpoch(served, newest);
    } else if (newest == null || served.epoch() > newest.epoch()) {
      newestEpoch = served;
    }
    if (before == null || served.receivedNanos() - before.receivedNanos() > 0) {
      last = served;
    }
    notifyAll();
  }

  /** Answers so far. */
  public synchronized long answers() {
    return answers;
  }

  /** The last answer; empty before the first. */
  public synchronized Optional<Served> last() {
    return Optional.ofNullable(last);
  }

  /** All outages, in order. */
  public synchronized List<Outage> outages() {
    return new ArrayList<>(outages);
  }

  /** The outage that ended with the first answer of an epoch after this one. */
  public synchronized Optional<Outage> takeoverAfter(long epoch) {
    return outages.stream()
        .filter(outage -> outage.last().epoch() <= epoch && outage.next().epoch() > epoch)
        .findFirst();
  }

  /** What a client must never see, in words: an answer of an epoch that was over. */
  public synchronized List<String> violations() {
    return new ArrayList<>(violations);
  }

  /**
   * Waits for an answer of an epoch after this one.
   *
   * @return whether it came within the limit
   */
  public synchronized boolean awaitEpochAfter(long epoch, Duration limit)
      throws InterruptedException {
    return await(() -> newestEpoch != null && newestEpoch.epoch() > epoch, limit);
  }

  /**
   * Waits until this many more answers have come.
   *
   * @return whether they came within the limit
   */
  public synchronized boolean awaitAnswers(long more, Duration limit) throws InterruptedException {
    long wanted = answers + more;
    return await(() -> answers >= wanted, limit);
  }

  /** Something that may come true when an answer is added. */
  private interface Condition {
    boolean met();
  }

  private synchronized boolean await(Condition condition, Duration limit)
      throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.met()) {
      long millis = Duration.ofNanos(end - System.nanoTime()).toMillis();
      if (millis <= 0) {
        return false;
      }
      wait(millis);
    }
    return true;
  }

  private void noteOldEpoch(Served served, Served newest) {
    if (served.sentNanos() - newest.receivedNanos() > 0) {
      keep(
          violations,
          "node "
              + served.node()
              + " answered for epoch "
              + served.epoch()
              + " after node "
              + newest.node()
              + " had for epoch "
              + newest.epoch());
    }
  }

  private static <T> void keep(Deque<T> kept, T more) {
    if (kept.size() == MAX_KEPT) {
      kept.removeFirst();
    }
    kept.addLast(more);
  }
}
