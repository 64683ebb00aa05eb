package io.quorate.core.registry;

import io.quorate.core.ClusterTime;
import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;
import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.store.StoreView;
import io.quorate.core.store.Table;
import java.util.List;
import java.util.Locale;

/** To whom the role may be granted, as far as the registry itself knows (S2, I7). */
final class GrantRules {
  private GrantRules() {}

  static void target(GroupRecord group, NodeId to, StoreView store, List<Refusal> refusals) {
    NodeRecord node = store.get(Table.NODES, to.value());
    if (node == null) {
      // Also before the cluster is defined: what is not known to be a data node may be a witness.
      refusals.add(
          Refusal.of(
              Reason.UNKNOWN_NODE,
              to + " is not known as a node of this cluster",
              "name one of its data nodes; a new cluster knows its nodes in a moment"));
    } else if (node.kind() != NodeKind.DATA) {
      refusals.add(
          Refusal.of(
              Reason.NOT_A_DATA_NODE,
              to
                  + " is a "
                  + node.kind().name().toLowerCase(Locale.ROOT)
                  + ", which is never active",
              "name a data node"));
    }
    if (!group.spec().hasMember(to)) {
      refusals.add(
          Refusal.of(
              Reason.NOT_A_MEMBER,
              to + " is not a member of " + group.spec().name(),
              "name one of its members"));
    }
    if (group.retiring()) {
      refusals.add(Refusal.of(Reason.RETIRING, group.spec().name() + " is being deleted", ""));
    }
  }

  /**
   * What holds for a grant that nobody asked for by name; one that a planned change needs may go
   * on. Whether somebody else could take the role only the leader knows: it asks for a member on
   * which promotions failed lately when nobody can.
   */
  static void automatic(GroupRecord group, NodeId to, ClusterTime now, List<Refusal> refusals) {
    MemberRecord member = group.members().get(to);
    Operation operation = group.operation();
    boolean meant = operation != null && (returns(operation, to) || named(operation, to));
    if (member != null && member.leftAloneAtAllCosts(now) && !meant) {
      refusals.add(backoff(to, member, now));
    }
    if (operation != null) {
      return;
    }
    if (group.paused()) {
      refusals.add(paused(group));
    }
    if (group.leftToPeople(to)) {
      refusals.add(
          Refusal.of(
              Reason.MANUAL_FAILOVER,
              group.spec().name()
                  + " was lost by "
                  + group.role().node()
                  + ", and its policy leaves failover to people",
              "quorate failover " + group.spec().name() + " --to " + to + " --fenced-by WHO"));
    }
  }

  private static boolean returns(Operation operation, NodeId to) {
    return operation.step() == Operation.Step.REVERT && to.equals(operation.from());
  }

  /** An operator who names a node on which a promotion failed lately means it. */
  private static boolean named(Operation operation, NodeId to) {
    return operation.kind() == Operation.Kind.SWITCHOVER
        && operation.step() == Operation.Step.PROMOTE
        && to.equals(operation.to());
  }

  static void forced(GroupRecord group, Command.ForceRole command, List<Refusal> refusals) {
    if (group.role().heldBy(command.to())) {
      refusals.add(
          Refusal.of(
              Reason.ALREADY_ACTIVE,
              command.to() + " holds " + group.spec().name() + " already",
              "nothing is to be done"));
    }
    if (group.role().open() && command.fencedBy().isBlank()) {
      refusals.add(
          Refusal.of(
              Reason.FENCING_NOT_VOUCHED,
              group.role().node() + " may still be serving epoch " + group.role().epoch(),
              "make sure that it is dead, then say who did and how with --fenced-by"));
    }
  }

  static Refusal paused(GroupRecord group) {
    return Refusal.of(
        Reason.PAUSED,
        group.spec().name() + " is paused: no automatic change",
        "quorate resume " + group.spec().name());
  }

  static Refusal backoff(NodeId node, MemberRecord member, ClusterTime now) {
    return Refusal.of(
        Reason.NODE_FAILED,
        "a promotion failed on "
            + node
            + " ("
            + member.failed().cause()
            + "); it is left alone for another "
            + Math.max(1, member.failed().notBefore().since(now).toSeconds())
            + " s",
        "mend the cause, then: quorate failover, or wait");
  }
}
