package io.quorate.server.watch;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Whether one thread that takes turns gets on: a turn that does not end is what is seen from
 * outside of a call that hangs. Told by that thread, asked by others.
 */
public final class LoopProgress {
  private static final long RESTING = Long.MIN_VALUE;

  private final String name;
  private final AtomicLong began = new AtomicLong(RESTING);

  /** Of the thread of this name, which rests. */
  public LoopProgress(String name) {
    this.name = name;
  }

  /** Its name, for people and metrics. */
  public String name() {
    return name;
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
