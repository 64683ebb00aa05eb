package io.quorate.core.sim;

import io.quorate.core.registry.Decision;
import io.quorate.core.registry.Event;
import io.quorate.core.registry.Request;

/**
 * Something that must hold at every instant of real time. Throws {@link InvariantBroken} when it
 * does not.
 */
interface Invariant {

  /** The registry's history has gone on: this event of a committed request is the newest. */
  default void happened(World world, Event event, Request request) {}

  /** The registry has decided a committed request, perhaps one that was repeated. */
  default void decided(Request request, Decision decision) {}

  /** Who asked for it has got this answer. */
  default void answered(Request request, Decision decision) {}

  /** Called after every event of the simulation that changed who serves, or the history. */
  default void check(World world) {}
}
