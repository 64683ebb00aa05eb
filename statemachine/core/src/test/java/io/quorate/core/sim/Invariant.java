package io.quorate.core.sim;

import io.quorate.core.registry.Event;
import io.quorate.core.registry.Request;

/**
 * Something that must hold at every instant of real time. Throws {@link InvariantBroken} when it
 * does not.
 */
interface Invariant {

  /** The registry's history has gone on: this event of a committed request is the newest. */
  default void happened(World world, Event event, Request request) {}

  /** Called after every event of the simulation. */
  default void check(World world) {}
}
