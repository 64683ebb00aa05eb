package io.quorate.server.api;

import io.quorate.core.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * Where the status that is told to those who watch comes from.
 *
 * @param where whose
 * @param leader the other node that leads; null unless it is told by one
 */
record StatusPlace(Where where, @Nullable NodeId leader) {

  /** Whose. */
  enum Where {
    /** This node leads. */
    HERE,
    /** Another leads. */
    THERE,
    /** This node knows of nobody who leads: the last that it knew is told. */
    NOWHERE
  }

  static final StatusPlace HERE = new StatusPlace(Where.HERE, null);
  static final StatusPlace NOWHERE = new StatusPlace(Where.NOWHERE, null);

  static StatusPlace there(NodeId leader) {
    return new StatusPlace(Where.THERE, leader);
  }
}
