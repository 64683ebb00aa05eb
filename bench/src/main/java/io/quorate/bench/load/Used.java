package io.quorate.bench.load;

import io.quorate.bench.contender.Contender;
import java.io.IOException;
import java.time.Duration;

/**
 * What was used by a moment.
 *
 * @param nanos of the clock that only runs forward
 * @param answered requests
 * @param servers processor time of all of them
 * @param client processor time of this process
 */
record Used(long nanos, long answered, Duration servers, Duration client) {

  static Used now(Contender contender, ClosedLoop loop) throws IOException {
    return new Used(
        System.nanoTime(),
        loop.answered(),
        contender.processorTime(),
        ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO));
  }
}
