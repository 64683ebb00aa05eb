package io.quorate.client;

import com.google.protobuf.Message;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Changes of what a group keeps, as they come. It misses no newest value and no deletion: when a
 * stream breaks or says nothing for too long, the next {@link #next} goes on at another node, from
 * the last revision up to which everything was told. So something may be told twice, and what was
 * replaced meanwhile not at all.
 *
 * <p>For one thread. It has no end of its own: whoever watches decides how long to go on without an
 * answer, see {@link #silence}.
 *
 * @param <E> type of the events
 */
public final class ChangeWatch<E extends Message> implements AutoCloseable {
  /** Nodes say something every 10 s. */
  private static final Duration MUTE = Duration.ofSeconds(15);

  private static final Duration AGAIN = Duration.ofMillis(200);

  private final Opener<E> opener;
  private final NodeCalls calls;
  private final Reading<E> reading;
  private @Nullable NodeStream<?, E> stream;
  private long revision;
  private long heard = System.nanoTime();
  private long asked = System.nanoTime();

  /** Begins a stream from a revision. */
  @FunctionalInterface
  interface Opener<E extends Message> {
    NodeStream<?, E> from(long revision);
  }

  /** Reads what all kinds of events say. */
  interface Reading<E> {
    /** Up to which everything was told, unless more follows. */
    long revision(E event);

    /** Whether more follows. */
    boolean more(E event);

    /** Whether it says only that nothing has changed. */
    boolean progress(E event);
  }

  ChangeWatch(Opener<E> opener, NodeCalls calls, Reading<E> reading, long from) {
    this.opener = opener;
    this.calls = calls;
    this.reading = reading;
    this.revision = from;
  }

  /**
   * Waits for the next event.
   *
   * @param limit how long
   * @return empty when none came; calling again goes on
   * @throws RefusedException when it cannot go on: {@code COMPACTED} when it was away for longer
   *     than the history is kept, {@code FROM_THE_FUTURE} when there is no such revision yet,
   *     {@code UNKNOWN_GROUP} when the group is gone
   * @throws InterruptedException when the thread was interrupted
   */
  public Optional<E> next(Duration limit) throws RefusedException, InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      NodeStream<?, E> open = open();
      NodeStream.Signal<E> signal = open.await(within(end, MUTE));
      if (signal == null) {
        leaveWhenMute(open);
      } else if (signal.answer() == null) {
        stream = null;
        ended(open, signal);
        TimeUnit.NANOSECONDS.sleep(within(end, AGAIN).toNanos());
      } else {
        if (take(signal.answer())) {
          return Optional.of(signal.answer());
        }
      }
      if (System.nanoTime() - end >= 0) {
        return Optional.empty();
      }
    }
  }

  private NodeStream<?, E> open() {
    NodeStream<?, E> open = stream;
    if (open == null) {
      asked = System.nanoTime();
      open = opener.from(revision);
      stream = open;
    }
    return open;
  }

  private static Duration within(long end, Duration most) {
    Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    return left.compareTo(most) < 0 ? left : most;
  }

  private void leaveWhenMute(NodeStream<?, E> open) {
    long since = Math.max(asked, heard);
    if (System.nanoTime() - since >= MUTE.toNanos()) {
      close();
      calls.abandon(open.node());
    }
  }

  private void ended(NodeStream<?, E> open, NodeStream.Signal<E> signal) throws RefusedException {
    if (!open.endedWell(signal)) {
      calls.abandon(open.node());
    }
  }

  /** Whether it is news. */
  private boolean take(E event) {
    heard = System.nanoTime();
    if (!reading.more(event)) {
      revision = Math.max(revision, reading.revision(event));
    }
    return !reading.progress(event);
  }

  /** Up to which everything was told; to go on from there some other time. */
  public long revision() {
    return revision;
  }

  /** How long no node has said anything, not even that nothing has changed. */
  public Duration silence() {
    return Duration.ofNanos(System.nanoTime() - heard);
  }

  @Override
  public void close() {
    NodeStream<?, E> open = stream;
    if (open != null) {
      open.cancel();
      stream = null;
    }
  }
}
