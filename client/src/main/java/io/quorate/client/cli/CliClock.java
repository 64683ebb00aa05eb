package io.quorate.client.cli;

import java.time.Duration;

/** Time as the command line sees it: what has passed, and waiting. */
public interface CliClock {

  /** Nanoseconds of a clock that never goes backwards. */
  long nanos();

  /**
   * Waits.
   *
   * @throws InterruptedException when the thread was interrupted meanwhile
   */
  void pause(Duration duration) throws InterruptedException;
}
