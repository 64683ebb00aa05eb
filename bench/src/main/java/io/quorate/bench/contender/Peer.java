package io.quorate.bench.contender;

import java.io.IOException;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What people would use instead of Quorate, which this machine has. */
@FunctionalInterface
public interface Peer {
  /**
   * Starts three servers of it, waits until they have a leader, and connects a client to that.
   *
   * @param directory a new one, which stays; a temporary one when null
   * @param random chooses ports
   * @throws IOException when they do not come up
   */
  Contender start(@Nullable Path directory, RandomGenerator random)
      throws IOException, InterruptedException;
}
