package io.quorate.core.session;

import io.quorate.core.LevelRange;
import io.quorate.core.Term;
import io.quorate.core.failover.MemberReport;
import io.quorate.core.membership.PeerGeneration;
import io.quorate.core.membership.Voter;

/**
 * A node's picture of itself.
 *
 * @param id who sends, and in which order
 * @param term the Raft term that the node read after it had noted the time of sending (G1)
 * @param stay whether it is about to stop
 * @param levels the feature levels at which the node can work
 * @param reports what it says of each group, as far as the leader does not know it
 * @param told which picture of the leader it has
 */
public record Heartbeat(
    HeartbeatId id,
    Term term,
    Stay stay,
    LevelRange levels,
    Changes<MemberReport> reports,
    ToldMark told) {

  /** The peer that it comes from. */
  public Voter voter() {
    return new Voter(id.node(), PeerGeneration.ofIncarnation(id.incarnation()));
  }

  /** Whether the node is about to stop. */
  public enum Stay {
    /** It stays. */
    STAYS,
    /** It wants to hand its roles over. */
    LEAVES
  }
}
