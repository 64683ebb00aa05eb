package io.quorate.core.membership;

import io.quorate.core.ClusterTime;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;

/** Decides who may take the place of a node (role-protocol.md, S4; M3, M4 of membership). */
public final class SeatRules {
  /** How long an offer may stand. */
  public static final Duration LONGEST_OFFER = Duration.ofHours(24);

  private static final int MOST_NAMED = 5;

  private final NodeId node;
  private final Seat seat;
  private final SortedSet<GroupId> held;
  private final ClusterTime now;

  /**
   * About one node.
   *
   * @param seat as it is
   * @param held the groups whose role the node holds
   * @param now cluster time
   */
  public SeatRules(NodeId node, Seat seat, SortedSet<GroupId> held, ClusterTime now) {
    this.node = node;
    this.seat = seat;
    this.held = held;
    this.now = now;
  }

  /**
   * What comes of a command.
   *
   * @param event what happens; empty when something speaks against it, or it is so already
   * @param refusals what speaks against it
   */
  public record Outcome(Optional<SeatEvent> event, List<Refusal> refusals) {
    /** Keeps its own copy. */
    public Outcome {
      refusals = List.copyOf(refusals);
    }
  }

  /** Decides. */
  public Outcome decide(SeatCommand command) {
    if (command instanceof SeatCommand.Offer offer) {
      return offer(offer);
    }
    if (command instanceof SeatCommand.Claim claim) {
      return claim(claim);
    }
    return seat.isOffered(now)
        ? happens(SeatEvent.What.WITHDRAWN, seat.withdrawn())
        : new Outcome(Optional.empty(), List.of());
  }

  private Outcome offer(SeatCommand.Offer offer) {
    List<Refusal> refusals = new ArrayList<>();
    holds().ifPresent(refusals::add);
    if (offer.until().compareTo(now) <= 0 || offer.until().compareTo(now.plus(LONGEST_OFFER)) > 0) {
      refusals.add(
          Refusal.of(
              Reason.INVALID_VALUE,
              "an offer stands for 1 s to " + LONGEST_OFFER.toHours() + " h",
              "leave --for out"));
    }
    return refusals.isEmpty()
        ? happens(SeatEvent.What.OFFERED, seat.offered(offer.until()))
        : new Outcome(Optional.empty(), refusals);
  }

  private Outcome claim(SeatCommand.Claim claim) {
    boolean has =
        seat.generation().equals(claim.generation()) && seat.claimant().equals(claim.claimant());
    if (has) {
      return new Outcome(Optional.empty(), List.of()); // its answer was lost
    }
    List<Refusal> refusals = new ArrayList<>();
    boolean next = seat.generation().next().equals(claim.generation());
    if (!next || !seat.isOffered(now)) {
      refusals.add(
          Refusal.of(
              Reason.SEAT_NOT_OFFERED,
              next
                  ? "nobody has said that the data of " + node + " is lost"
                  : "the place of " + node + taken(),
              "quorate node replace " + node));
    }
    holds().ifPresent(refusals::add);
    return refusals.isEmpty()
        ? happens(SeatEvent.What.TAKEN, seat.taken(claim.claimant()))
        : new Outcome(Optional.empty(), refusals);
  }

  private String taken() {
    return seat.isVacant()
        ? " is vacant: the cluster was founded anew without it"
        : " is that of its peer " + new Voter(node, seat.generation());
  }

  /** M3: what it serves, it may still serve. */
  private Optional<Refusal> holds() {
    if (held.isEmpty()) {
      return Optional.empty();
    }
    List<String> named = held.stream().limit(MOST_NAMED).map(Objects::toString).toList();
    String more = held.size() > MOST_NAMED ? " and " + (held.size() - MOST_NAMED) + " more" : "";
    return Optional.of(
        Refusal.of(
            Reason.HOLDS_ROLES,
            node + " holds the role of " + String.join(", ", named) + more,
            "wait for the failover, or: quorate switchover " + held.first()));
  }

  private Outcome happens(SeatEvent.What what, Seat then) {
    return new Outcome(Optional.of(new SeatEvent(node, then, what)), List.of());
  }
}
