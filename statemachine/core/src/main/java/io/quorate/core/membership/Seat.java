package io.quorate.core.membership;

import io.quorate.core.ClusterTime;

/**
 * A node's place in the cluster: which of its peers has it, and whether another may take it.
 *
 * @param generation of the peer whose place it is
 * @param claimant what that peer calls its data; empty for the first one, which claimed nothing,
 *     and where nobody has the place
 * @param offeredUntil until when the next peer may claim it; {@link ClusterTime#ZERO} when it may
 *     not
 */
public record Seat(PeerGeneration generation, String claimant, ClusterTime offeredUntil) {
  /** Of a node that was never replaced. */
  public static final Seat FIRST = new Seat(PeerGeneration.FIRST, "", ClusterTime.ZERO);

  /** Whether the next peer may claim it now. */
  public boolean isOffered(ClusterTime now) {
    return now.compareTo(offeredUntil) < 0;
  }

  /** It may be claimed until then. */
  public Seat offered(ClusterTime until) {
    return new Seat(generation, claimant, until);
  }

  /** It may not be claimed any more. */
  public Seat withdrawn() {
    return offered(ClusterTime.ZERO);
  }

  /**
   * Whoever had it is shut out, and nobody has it: a generation that no peer ever claimed stands in
   * its place.
   */
  public Seat vacated() {
    return new Seat(generation.next(), "", ClusterTime.ZERO);
  }

  /** Whether nobody has it. */
  public boolean isVacant() {
    return !generation.equals(PeerGeneration.FIRST) && claimant.isEmpty();
  }

  /** The next peer has it. */
  public Seat taken(String by) {
    return new Seat(generation.next(), by, ClusterTime.ZERO);
  }
}
