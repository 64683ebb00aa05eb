package io.quorate.server.leader;

import io.quorate.core.NodeId;
import io.quorate.core.declaration.GroupMember;
import io.quorate.core.lease.LeaseGrantor;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.Operation;
import io.quorate.core.registry.RoleRecord;
import io.quorate.server.wire.States;
import io.quorate.server.wire.Times;
import io.quorate.v1.Directive;
import java.util.List;

/** Words for one node what the registry wants of it. */
final class Directives {
  private Directives() {}

  /**
   * The directive of one group for one of its members; with an extension of the lease where the
   * grantor allows it.
   *
   * @param knownRevision the revision of the declaration that the node works with
   * @param declarations room for the declaration, when the node works with another one
   */
  static Directive of(
      GroupRecord group,
      NodeId node,
      long knownRevision,
      LeaseGrantor grantor,
      SpecBudget declarations) {
    RoleRecord role = group.role();
    Directive.Builder directive =
        Directive.newBuilder()
            .setGroup(group.spec().name().value())
            .setStep(step(group, node))
            .setEpoch(role.epoch().value())
            .setRevision(group.revision().value())
            .setPhase(States.message(role.phase()))
            .setPaused(group.paused())
            .setCause(cause(group));
    if (role.heldBy(node) && grantor.mayExtend(group.spec().name(), role.epoch(), node)) {
      directive
          .setLease(Times.message(role.lease()))
          .setFenceDelay(Times.message(role.fenceDelay()));
    }
    NodeId holder = role.holder();
    if (holder != null) {
      directive
          .setHolder(holder.value())
          .addAllHolderEndpoints(
              group.spec().member(holder).map(GroupMember::endpointTexts).orElse(List.of()));
    }
    if (knownRevision != group.revision().value()) {
      declarations.take(group.spec()).ifPresent(directive::setSpec);
    }
    return directive.build();
  }

  private static Directive.Step step(GroupRecord group, NodeId node) {
    if (!group.role().heldBy(node)) {
      return Directive.Step.STAND_BY;
    }
    return switch (group.role().phase()) {
      case PROMOTING, ACTIVE -> Directive.Step.SERVE;
      case QUIESCING -> Directive.Step.QUIESCE;
      case DEMOTING -> Directive.Step.DEMOTE;
      case VACANT -> Directive.Step.STAND_BY;
    };
  }

  private static String cause(GroupRecord group) {
    Operation operation = group.operation();
    return operation == null ? "" : operation.kind() + ": " + operation.cause();
  }
}
