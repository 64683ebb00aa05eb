package io.quorate.server.session;

import io.quorate.core.membership.PeerGeneration;

/** Generations of peers on the wire. */
public final class SeatMessages {
  private SeatMessages() {}

  /** The generation that a message names; nodes that know of none are their first. */
  public static PeerGeneration generation(int named) {
    return new PeerGeneration(Math.min(Math.max(1, named), PeerGeneration.LAST));
  }
}
