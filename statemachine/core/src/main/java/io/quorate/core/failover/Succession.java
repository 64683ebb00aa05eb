package io.quorate.core.failover;

import io.quorate.core.NodeId;
import io.quorate.core.config.GroupMember;
import io.quorate.core.registry.Closure;
import io.quorate.core.registry.GroupRecord;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** In which order the members of a group are asked to take a role. */
public final class Succession {
  private Succession() {}

  /**
   * All members, best first: preferred, then as declared; a node that just lost the role comes
   * last.
   */
  static List<NodeId> order(GroupRecord group) {
    Set<NodeId> order = new LinkedHashSet<>();
    NodeId last = group.role().node();
    NodeId preferred = group.spec().failover().preferredNode();
    boolean lastIsGood = group.role().closure() == Closure.RELEASED;
    if (lastIsGood && last != null && group.spec().hasMember(last)) {
      order.add(last);
    }
    if (preferred != null && !preferred.equals(last)) {
      order.add(preferred);
    }
    for (GroupMember member : group.spec().members()) {
      if (!member.node().equals(last)) {
        order.add(member.node());
      }
    }
    for (GroupMember member : group.spec().members()) {
      order.add(member.node());
    }
    return new ArrayList<>(order);
  }

  /** The best member that may take the role now and does not hold it. */
  public static Optional<NodeId> bestExceptHolder(Situation situation) {
    return order(situation.group()).stream()
        .filter(node -> !situation.group().role().heldBy(node))
        .filter(node -> Eligibility.holds(situation, node))
        .findFirst();
  }

  /** The best member that may take the role now without anybody asking. */
  static Optional<NodeId> bestByItself(Situation situation) {
    return order(situation.group()).stream()
        .filter(node -> !situation.group().leftToPeople(node))
        .filter(node -> Eligibility.holds(situation, node))
        .findFirst();
  }

  /** The best member that may take the role now. */
  static Optional<NodeId> best(Situation situation) {
    return order(situation.group()).stream()
        .filter(node -> Eligibility.holds(situation, node))
        .findFirst();
  }
}
