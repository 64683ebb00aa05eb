package io.quorate.client.cli;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The clock of this machine. */
final class MachineClock implements CliClock {

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public void pause(Duration duration) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(duration.toNanos());
  }
}
