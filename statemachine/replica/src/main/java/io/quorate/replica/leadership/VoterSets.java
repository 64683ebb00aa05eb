package io.quorate.replica.leadership;

import io.quorate.replica.peer.PeerId;
import java.util.Collection;
import java.util.List;

/**
 * The voters of the log's configuration; two sets while it is being changed.
 *
 * @param current voters of the configuration, or of the one that is coming
 * @param previous voters of the one that is going, empty when there is no change
 */
public record VoterSets(List<PeerId> current, List<PeerId> previous) {

  /** Copies the lists. */
  public VoterSets {
    current = List.copyOf(current);
    previous = List.copyOf(previous);
  }

  /** Whether these peers are a majority of every set. */
  public boolean majority(Collection<PeerId> peers) {
    return isMajority(current, peers) && (previous.isEmpty() || isMajority(previous, peers));
  }

  private static boolean isMajority(List<PeerId> voters, Collection<PeerId> peers) {
    return voters.stream().filter(peers::contains).count() * 2 > voters.size();
  }
}
