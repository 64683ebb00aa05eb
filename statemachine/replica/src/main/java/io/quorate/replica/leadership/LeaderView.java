package io.quorate.replica.leadership;

import io.quorate.core.NodeKind;
import io.quorate.replica.peer.PeerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A leader's own picture at one moment.
 *
 * @param self the leader
 * @param kind what it is
 * @param leading for how long it has been leader
 * @param followers the others
 * @param voters who votes
 * @param lastIndex last entry of its log
 */
public record LeaderView(
    PeerId self,
    NodeKind kind,
    Duration leading,
    List<FollowerView> followers,
    VoterSets voters,
    long lastIndex) {

  /** Copies the list. */
  public LeaderView {
    followers = List.copyOf(followers);
  }

  /** The leader itself and those who answered within the limit. */
  public List<PeerId> inContact(Duration limit) {
    List<PeerId> peers = new ArrayList<>(List.of(self));
    for (FollowerView follower : followers) {
      if (follower.sinceContact().compareTo(limit) <= 0) {
        peers.add(follower.peer());
      }
    }
    return peers;
  }

  /** Whether a majority of voters, itself included, answered within the limit. */
  public boolean hearsMajority(Duration limit) {
    return voters.majority(inContact(limit));
  }
}
