package io.quorate.server.guard;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * How a guard is started.
 *
 * @param limit how long it is waited for until it guards. A guard that is late is kept: the limit
 *     should be as long as the promotion may take, not as long as a start should
 * @param made takes the guard as soon as it can be told of a longer lease, before it guards; on the
 *     calling thread
 */
public record GuardStart(Duration limit, Consumer<Guard> made) {
  /** What is enough unless the machine is starved; leases are extended meanwhile. */
  public static final Duration PATIENCE = Duration.ofMinutes(1);

  /** For a caller who does not extend the lease meanwhile. */
  public static GuardStart patiently() {
    return new GuardStart(PATIENCE, made -> {});
  }
}
