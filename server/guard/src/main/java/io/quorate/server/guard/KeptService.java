package io.quorate.server.guard;

import io.quorate.server.process.Account;
import io.quorate.server.process.ProcessMarker;
import org.jspecify.annotations.Nullable;

/**
 * A service in its place in a guard.
 *
 * @param slot its place
 * @param spec what it is
 * @param marker what everything of it carries
 * @param account whom it runs as; null for the node's user
 */
record KeptService(int slot, ServiceSpec spec, ProcessMarker marker, @Nullable Account account) {
  /** The one in this place of what a guard keeps. */
  static KeptService of(Launch launch, int slot) {
    ProcessMarker marker = launch.identity().marker().child(name(slot));
    ServiceSpec spec = launch.spec().services().get(slot);
    return new KeptService(slot, spec, marker, launch.accounts().get(slot));
  }

  /** What its mark and its cgroup are called. */
  String slotName() {
    return name(slot);
  }

  private static String name(int slot) {
    return "slot-" + slot;
  }
}
