package io.quorate.server.session;

import io.quorate.core.membership.Founding;
import io.quorate.core.membership.PeerGeneration;
import io.quorate.v1.OfferedSeat;
import java.io.IOException;

/** Generations of peers on the wire. */
public final class SeatMessages {
  private SeatMessages() {}

  /**
   * Which of the clusters of its name has the place; nodes that know of none are of the first. What
   * cannot be read is no founding that this program could join.
   */
  public static Founding founding(OfferedSeat seat) throws IOException {
    if (seat.getFounding().isEmpty()) {
      return Founding.FIRST;
    }
    return Founding.read(seat.getFounding())
        .orElseThrow(() -> new IOException("no founding of a cluster: " + seat.getFounding()));
  }

  /** The generation that a message names; nodes that know of none are their first. */
  public static PeerGeneration generation(int named) {
    return new PeerGeneration(Math.min(Math.max(1, named), PeerGeneration.LAST));
  }
}
