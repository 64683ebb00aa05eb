package io.quorate.replica;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What the log was told in the last ten seconds. Whoever is refused tries again at once: the same
 * is one line in that time, and of different things there are 64. Safe for many threads.
 */
public final class SaidLately {
  private static final long LATELY_NANOS = Duration.ofSeconds(10).toNanos();
  private static final int MOST = 64;

  private final Map<String, Long> said = new HashMap<>();

  /**
   * Whether something is not worth a line at this moment; when it is, it counts as said.
   *
   * @param nanos the moment, on any clock that only goes forwards
   */
  public synchronized boolean before(String text, long nanos) {
    said.values().removeIf(at -> nanos - at > LATELY_NANOS);
    if (said.containsKey(text) || said.size() >= MOST) {
      return true;
    }
    said.put(text, nanos);
    return false;
  }
}
