package io.quorate.server.watch;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Whether one thread that takes turns gets on: a turn that does not end is what is seen from
 * outside of a call that hangs. Told by that thread, asked by others.
 */
public final class LoopProgress {
  private static final long RESTING = Long.MIN_VALUE;

  private final String name;
  private final Consumer<Duration> delays;
  private final AtomicLong began = new AtomicLong(RESTING);

  /** Of the thread of this name, which rests. */
  public LoopProgress(String name) {
    this(name, delay -> {});
  }

  /**
   * Of the thread of this name, which rests.
   *
   * @param delays told how long each turn has waited; must return at once
   */
  public LoopProgress(String name, Consumer<Duration> delays) {
    this.name = name;
    this.delays = delays;
  }

  /** Its name, for people and metrics. */
  public String name() {
    return name;
  }

  /** A turn that was asked for at this {@link System#nanoTime} begins. */
  void turn(long askedNanos) {
    turn();
    delays.accept(Duration.ofNanos(Math.max(0, began.get() - askedNanos)));
  }

  /** A turn begins. */
  public void turn() {
    began.set(System.nanoTime());
  }

  /** The turn has ended. */
  public void rest() {
    began.set(RESTING);
  }

  /** For how long the present turn has lasted; zero between turns. */
  public Duration lasting() {
    long since = began.get();
    return since == RESTING ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - since);
  }
}
