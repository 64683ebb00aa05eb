package io.quorate.core.failover;

import io.quorate.core.NodeId;
import io.quorate.core.declaration.GroupMember;
import io.quorate.core.registry.Closure;
import io.quorate.core.registry.GroupRecord;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

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

  /** The best member to which the role may move from a holder that is alive. */
  public static Optional<NodeId> bestExceptHolder(Situation situation) {
    return first(situation, others(situation), Eligibility::holds);
  }

  /** Who may take the role now if nobody holds it, or if its holder were lost. */
  public static Optional<NodeId> heir(Situation situation) {
    return orLastResort(situation, others(situation));
  }

  /** Who may take the vacant role now without anybody asking. */
  static Optional<NodeId> heirByItself(Situation situation) {
    return orLastResort(situation, node -> !situation.group().leftToPeople(node));
  }

  private static Predicate<NodeId> others(Situation situation) {
    return node -> !situation.group().role().heldBy(node);
  }

  private static Optional<NodeId> orLastResort(Situation situation, Predicate<NodeId> among) {
    return first(situation, among, Eligibility::holds)
        .or(() -> first(situation, among, Eligibility::butForDeaths))
        .or(() -> first(situation, among, Eligibility::asLastResort));
  }

  private static Optional<NodeId> first(
      Situation situation, Predicate<NodeId> among, BiPredicate<Situation, NodeId> fit) {
    return order(situation.group()).stream()
        .filter(among)
        .filter(node -> fit.test(situation, node))
        .findFirst();
  }
}
