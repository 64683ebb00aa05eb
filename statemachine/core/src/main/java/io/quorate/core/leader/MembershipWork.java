package io.quorate.core.leader;

import io.quorate.core.ClockReading;
import io.quorate.core.NodeId;
import io.quorate.core.membership.PeerGeneration;
import io.quorate.core.membership.SeatEvent;
import io.quorate.core.membership.Voter;
import io.quorate.core.registry.Event;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Brings those who vote to what the registry says: the peer that has the place of a node votes in
 * it. One voter at a time; what became of an attempt is seen in the voters, so an attempt whose
 * outcome nobody heard of is no other case.
 */
final class MembershipWork {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final SortedMap<NodeId, PeerGeneration> seats = new TreeMap<>();
  private LeaderOutput.@Nullable ReplaceVoter wanted;
  private Duration pause = FIRST_PAUSE;
  private @Nullable ClockReading tried;

  void begin(KnownCluster known) {
    seats.clear();
    seats.putAll(known.seats());
  }

  /** The node whose peer is another from now on; empty when none is. */
  Optional<NodeId> happened(Event event) {
    if (event instanceof Event.SeatChanged changed
        && changed.what().what() == SeatEvent.What.TAKEN) {
      NodeId node = changed.what().node();
      seats.put(node, changed.what().seat().generation());
      return Optional.of(node);
    }
    return Optional.empty();
  }

  /** Whether this is the peer that has the place of its node. */
  boolean sits(Voter peer) {
    return generation(peer.node()).equals(peer.generation());
  }

  private PeerGeneration generation(NodeId node) {
    return seats.getOrDefault(node, PeerGeneration.FIRST);
  }

  /** What to try now; empty when there is nothing to do, or it was tried a moment ago. */
  Optional<LeaderOutput> due(Voters voters, ClockReading now) {
    LeaderOutput.ReplaceVoter next = next(voters).orElse(null);
    if (next == null) {
      wanted = null;
      return Optional.empty();
    }
    ClockReading last = tried;
    if (!next.equals(wanted)) {
      wanted = next;
      pause = FIRST_PAUSE;
    } else if (last != null && now.leastSince(last).compareTo(pause) < 0) {
      return Optional.empty();
    } else {
      Duration longer = pause.multipliedBy(2);
      pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    }
    tried = now;
    return Optional.of(next);
  }

  private Optional<LeaderOutput.ReplaceVoter> next(Voters voters) {
    if (voters.changing()) {
      return Optional.empty();
    }
    return voters.current().stream()
        .filter(voter -> !sits(voter))
        .map(
            voter ->
                new LeaderOutput.ReplaceVoter(
                    voter, new Voter(voter.node(), generation(voter.node()))))
        .findFirst();
  }
}
