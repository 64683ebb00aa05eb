package io.quorate.replica;

import io.quorate.replica.peer.PeerId;
import org.jspecify.annotations.Nullable;

/**
 * Who leads, as one replica sees it.
 *
 * @param term its Raft term; of the leadership when it leads
 * @param state what it is
 * @param leader the leader that it knows, or null
 * @param contact whom it hears from when it leads
 */
public record Leadership(
    long term, LeadershipState state, @Nullable PeerId leader, VoterContact contact) {

  /** Whether it leads, is ready, and heard from a majority of voters a short while ago. */
  public boolean mayAnswer() {
    return state == LeadershipState.READY && contact.majority();
  }
}
