package io.quorate.server.guard;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a guard is to keep.
 *
 * @param group name of the group
 * @param epoch the epoch that this node was granted
 * @param services in slot order, at most 16; nothing is started before the agent wants it
 * @param fenceLimit F of role-protocol.md: how long the kill at the end of the lease may take
 *     before the guard says that it failed
 * @param watchdogDevice such as {@code /dev/watchdog}, fed while the guard is well; null for none.
 *     One device can be held by one guard only.
 */
public record GuardSpec(
    String group,
    long epoch,
    List<ServiceSpec> services,
    Duration fenceLimit,
    @Nullable Path watchdogDevice) {
  /** How many services a guard can keep. */
  public static final int MAX_SERVICES = GuardPage.SLOTS;

  /** Takes a copy and checks the limits. */
  public GuardSpec {
    services = List.copyOf(services);
    if (services.size() > MAX_SERVICES) {
      throw new IllegalArgumentException("more than " + MAX_SERVICES + " services in " + group);
    }
  }
}
