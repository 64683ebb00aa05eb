package io.quorate.core.leader;

import io.quorate.core.ClockReading;
import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;
import io.quorate.core.membership.Seat;
import io.quorate.core.membership.SeatEvent;
import io.quorate.core.membership.Voter;
import io.quorate.core.registry.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Brings those who vote to what the registry says: the peer that has the place of a node votes in
 * it. One voter at a time; what became of an attempt is seen in the voters, so an attempt whose
 * outcome nobody heard of is no other case. Where a place was vacated nobody votes until it is
 * taken.
 */
final class MembershipWork {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final SortedMap<NodeId, Seat> seats = new TreeMap<>();
  private LeaderOutput.@Nullable SeatVoter wanted;
  private Duration pause = FIRST_PAUSE;
  private @Nullable ClockReading tried;

  void begin(KnownCluster known) {
    seats.clear();
    known
        .seats()
        .forEach(
            (node, seat) -> {
              if (known.nodes().get(node) != NodeKind.OBSERVER) {
                seats.put(node, seat);
              }
            });
  }

  /** The node whose peer is another from now on; empty when none is. */
  Optional<NodeId> happened(Event event) {
    if (event instanceof Event.SeatChanged changed
        && changed.what().what() == SeatEvent.What.TAKEN) {
      NodeId node = changed.what().node();
      seats.put(node, changed.what().seat());
      return Optional.of(node);
    }
    return Optional.empty();
  }

  /** Whether this is the peer that has the place of its node. */
  boolean sits(Voter peer) {
    Seat seat = seats.getOrDefault(peer.node(), Seat.FIRST);
    return !seat.isVacant() && seat.generation().equals(peer.generation());
  }

  /** What to try now; empty when there is nothing to do, or it was tried a moment ago. */
  Optional<LeaderOutput> due(Voters voters, ClockReading now) {
    LeaderOutput.SeatVoter next = next(voters).orElse(null);
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

  /** Who sits and does not vote; first those in whose place another peer votes. */
  private Optional<LeaderOutput.SeatVoter> next(Voters voters) {
    if (voters.changing()) {
      return Optional.empty();
    }
    List<Voter> seated = new ArrayList<>();
    seats.forEach(
        (node, seat) -> {
          if (!seat.isVacant()) {
            seated.add(new Voter(node, seat.generation()));
          }
        });
    return seated.stream()
        .filter(voter -> !voters.current().contains(voter))
        .min(Comparator.comparing(voter -> !replaces(voter, voters)))
        .map(LeaderOutput.SeatVoter::new);
  }

  private static boolean replaces(Voter voter, Voters voters) {
    return voters.current().stream().anyMatch(other -> other.node().equals(voter.node()));
  }
}
