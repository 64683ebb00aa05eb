package io.quorate.core.registry;

import io.quorate.core.ClusterTime;
import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.membership.SeatCommand;
import io.quorate.core.membership.SeatEvent;
import io.quorate.core.membership.SeatRules;
import io.quorate.core.membership.Voter;
import io.quorate.core.store.Store;
import io.quorate.core.store.StoreView;
import io.quorate.core.store.Table;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/** Has it decided who may have the place of a node, keeps it, and words what the history tells. */
final class Seating {
  private Seating() {}

  static Decision decide(SeatCommand command, StoreView store, ClusterTime now) {
    NodeRecord node = store.get(Table.NODES, command.node().value());
    if (node == null) {
      return new Decision.Rejected(
          List.of(
              Refusal.of(
                  Reason.UNKNOWN_NODE,
                  command.node() + " is not a node of this cluster",
                  "see: quorate status")));
    }
    SeatRules.Outcome outcome =
        new SeatRules(node.node(), node.seat(), held(store, node.node()), now).decide(command);
    if (!outcome.refusals().isEmpty()) {
      return new Decision.Rejected(outcome.refusals());
    }
    return outcome
        .event()
        .map(event -> Rules.accept(Answer.DONE, new Event.SeatChanged(event)))
        .orElseGet(() -> Rules.accept(Answer.DONE));
  }

  /** Rare, so that looking at each group costs nothing that matters. */
  private static SortedSet<GroupId> held(StoreView store, NodeId node) {
    SortedSet<GroupId> held = new TreeSet<>();
    store
        .range(Table.GROUPS, "", "~", DeclarationRules.MAX_GROUPS)
        .forEach(
            row -> {
              if (node.equals(row.value().role().holder())) {
                held.add(row.value().spec().name());
              }
            });
    return held;
  }

  static void put(Store store, SeatEvent event) {
    NodeRecord node =
        Objects.requireNonNull(
            store.get(Table.NODES, event.node().value()), "the node that was decided about");
    store.put(
        Table.NODES, node.node().value(), new NodeRecord(node.node(), node.kind(), event.seat()));
  }

  static JournalLines.Line line(SeatEvent event) {
    String cause =
        switch (event.what()) {
          case OFFERED -> "its data is given up, a peer without any may take its place";
          case WITHDRAWN -> "it keeps its place";
          case TAKEN -> "as peer " + new Voter(event.node(), event.seat().generation());
          case VACATED -> "the cluster was founded anew without it";
        };
    return new JournalLines.Line(
        "NODE_PLACE_" + event.what(), Epoch.NONE, event.node(), cause, Duration.ZERO);
  }
}
