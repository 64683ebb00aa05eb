package io.quorate.server.api;

import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;
import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.config.AwaitedCommit;
import io.quorate.core.declaration.FailoverPolicy;
import io.quorate.core.declaration.GroupMember;
import io.quorate.core.declaration.Timing;
import io.quorate.core.failover.Eligibility;
import io.quorate.core.failover.FailoverBound;
import io.quorate.core.failover.MemberReport;
import io.quorate.core.failover.MemberView;
import io.quorate.core.failover.Situation;
import io.quorate.core.failover.Succession;
import io.quorate.core.leader.LeaderPicture;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.MemberRecord;
import io.quorate.core.registry.MemberState;
import io.quorate.core.registry.Operation;
import io.quorate.core.sync.SyncBlock;
import io.quorate.server.leader.ClusterView;
import io.quorate.server.session.HeartbeatMessages;
import io.quorate.server.wire.States;
import io.quorate.server.wire.Times;
import io.quorate.v1.GroupStatus;
import io.quorate.v1.MemberStatus;
import io.quorate.v1.NodeStatus;
import io.quorate.v1.Notice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Words what the leader knows as status messages. */
final class StatusMessages {
  private StatusMessages() {}

  static NodeStatus node(
      ClusterIdentity identity, NodeId node, ClusterView.@Nullable NodeView view) {
    NodeKind kind = identity.kinds().getOrDefault(node, NodeKind.OBSERVER);
    NodeStatus.Builder status =
        NodeStatus.newBuilder()
            .setNode(node.value())
            .setKind(io.quorate.v1.NodeKind.valueOf(kind.name()))
            .setLeader(node.equals(identity.self()));
    if (identity.apiAddresses().get(node) != null) {
      status.setApiAddress(String.valueOf(identity.apiAddresses().get(node)));
    }
    if (view == null) {
      return status
          .addWarnings(
              notice(
                  "NODE_OFFLINE",
                  node + " has not been heard from by this leader",
                  "see whether its server runs"))
          .build();
    }
    boolean online = view.silent().compareTo(LeaderPicture.NODE_SILENCE) < 0;
    status
        .setOnline(online)
        .setLastSeen(Times.message(view.silent()))
        .setVersion(view.version())
        .setAppliedIndex(view.appliedIndex())
        .addAllWarnings(view.warnings());
    if (!online) {
      status.addWarnings(
          notice(
              "NODE_OFFLINE",
              node + " was not heard from for " + view.silent().toSeconds() + " s",
              "see whether its server runs and its network works"));
    }
    if (view.leaving()) {
      status.addWarnings(notice("NODE_LEAVING", node + " is stopping", ""));
    }
    return status.build();
  }

  /**
   * A group as the leader sees it.
   *
   * @param awaited the commit of its configuration that waits for a confirmation
   * @param blocks what keeps members from having its configuration
   */
  static GroupStatus group(
      Situation situation, Optional<AwaitedCommit> awaited, List<SyncBlock> blocks) {
    GroupRecord record = situation.group();
    GroupStatus.Builder status = base(record);
    for (GroupMember member : record.spec().members()) {
      status.addMembers(
          member(situation, member).addAllSyncBlockedBecause(of(blocks, member.node())));
    }
    warnings(situation).forEach(status::addWarnings);
    blocks.stream()
        .filter(block -> block.reason().needsHelp())
        .map(StatusMessages::notice)
        .distinct() // some are said of every member
        .forEach(status::addWarnings);
    awaited.map(StatusMessages::awaited).ifPresent(status::addWarnings);
    return status.build();
  }

  /** A group as a node without a quorum last knew it. */
  static GroupStatus lastKnown(GroupRecord record) {
    GroupStatus.Builder status = base(record);
    for (GroupMember member : record.spec().members()) {
      MemberRecord known = record.members().get(member.node());
      MemberStatus.Builder last =
          MemberStatus.newBuilder()
              .setNode(member.node().value())
              .addAllEndpoints(member.endpointTexts());
      if (known != null) {
        last.setState(States.message(known.state())).setCause(known.cause());
      }
      status.addMembers(last);
    }
    return status.build();
  }

  private static GroupStatus.Builder base(GroupRecord record) {
    NodeId holder = record.role().holder();
    Timing timing = record.spec().timing();
    GroupStatus.Builder status =
        GroupStatus.newBuilder()
            .setName(record.spec().name().value())
            .setPhase(States.message(record.role().phase()))
            .setHolder(holder == null ? "" : holder.value())
            .setEpoch(record.role().epoch().value())
            .setSince(Times.timestamp(record.role().since()))
            .setRevision(record.revision().value())
            .setPaused(record.paused())
            .setLease(Times.message(record.role().open() ? record.role().lease() : timing.lease()))
            .setFailoverBound(Times.message(FailoverBound.sum(FailoverBound.terms(record))))
            .setService(ServiceMessages.of(record));
    Operation operation = record.operation();
    if (operation != null) {
      status.setOperation(operation(operation));
    }
    return status;
  }

  static io.quorate.v1.Operation operation(Operation operation) {
    NodeId to = operation.to();
    return io.quorate.v1.Operation.newBuilder()
        .setKind(kind(operation.kind()))
        .setFrom(operation.from().value())
        .setTo(to == null ? "" : to.value())
        .setStep(operation.step().name())
        .setStarted(Times.timestamp(operation.started()))
        .setDeadline(Times.timestamp(operation.deadline()))
        .setRequestedBy(operation.actor())
        .setReason(operation.cause())
        .build();
  }

  private static io.quorate.v1.Operation.Kind kind(Operation.Kind kind) {
    return switch (kind) {
      case SWITCHOVER -> io.quorate.v1.Operation.Kind.SWITCHOVER;
      case RELOCATION -> io.quorate.v1.Operation.Kind.RELOCATION;
      case FAILBACK -> io.quorate.v1.Operation.Kind.FAILBACK;
      case HANDOVER -> io.quorate.v1.Operation.Kind.HANDOVER;
      case RETIREMENT -> io.quorate.v1.Operation.Kind.RETIREMENT;
    };
  }

  private static MemberStatus.Builder member(Situation situation, GroupMember member) {
    NodeId node = member.node();
    MemberStatus.Builder status =
        MemberStatus.newBuilder().setNode(node.value()).addAllEndpoints(member.endpointTexts());
    state(situation, node, status);
    status.addAllFacts(FactViews.of(situation, member));
    if (!situation.group().role().heldBy(node)) {
      List<Refusal> against = Eligibility.against(situation, node);
      status.setEligible(against.isEmpty()).addAllIneligibleBecause(Refused.notices(against));
    }
    MemberView known = situation.members().get(node);
    MemberReport report = known == null ? null : known.report();
    if (known != null && report != null && known.presence() != MemberView.Presence.OFFLINE) {
      report.checks().forEach(check -> status.addChecks(HeartbeatMessages.message(check)));
      report
          .resources()
          .forEach(resource -> status.addResources(HeartbeatMessages.message(resource)));
      report
          .deliveries()
          .forEach(delivery -> status.addDeliveries(HeartbeatMessages.message(delivery)));
    }
    return status;
  }

  private static void state(Situation situation, NodeId node, MemberStatus.Builder status) {
    MemberView view = situation.members().get(node);
    MemberRecord record = situation.group().members().get(node);
    boolean offline =
        view == null || view.presence() == MemberView.Presence.OFFLINE || view.report() == null;
    MemberReport report = view == null ? null : view.report();
    boolean failed =
        record != null && record.state() == MemberState.FAILED && record.leftAlone(situation.now());
    if (report != null && !offline && !failed) {
      status.setState(States.message(report.state())).setCause(report.cause());
    } else if (record != null) {
      status.setState(States.message(record.state())).setCause(record.cause());
    }
  }

  private static List<Notice> warnings(Situation situation) {
    GroupRecord group = situation.group();
    String name = group.spec().name().value();
    List<Notice> warnings = new ArrayList<>(ServiceMessages.warning(group).stream().toList());
    if (group.paused()) {
      warnings.add(
          notice(
              Reason.PAUSED.name(),
              name + " is paused: nothing changes by itself",
              "quorate resume " + name));
    }
    MemberReport holder = situation.holderReport();
    if (holder != null && holder.fitness() == MemberReport.Fitness.UNFIT) {
      warnings.add(
          notice(
              "HOLDER_UNFIT",
              group.role().node() + " is not well: " + holder.cause(),
              "quorate explain " + name));
    }
    if (group.role().open() && Succession.heir(situation).isEmpty()) {
      warnings.add(
          notice(
              Reason.NO_ELIGIBLE_STANDBY.name(),
              "no standby could take over now",
              "quorate explain " + name));
    }
    if (group.spec().failover().mode() == FailoverPolicy.Mode.MANUAL) {
      warnings.add(
          notice(Reason.MANUAL_FAILOVER.name(), "a lost active is not replaced by itself", ""));
    }
    return warnings;
  }

  /** What keeps one member from having the configuration. */
  static List<Notice> of(List<SyncBlock> blocks, NodeId node) {
    return blocks.stream()
        .filter(block -> block.node().equals(node))
        .map(StatusMessages::notice)
        .toList();
  }

  private static Notice notice(SyncBlock block) {
    return notice(block.reason().name(), block.message(), block.remedy());
  }

  /** What everybody should know who may have to confirm it. */
  static Notice awaited(AwaitedCommit commit) {
    return notice(Reason.AWAITS_CONFIRMATION.name(), commit.told(), commit.remedy());
  }

  static Notice notice(String reason, String message, String remedy) {
    return Notice.newBuilder().setReason(reason).setMessage(message).setRemedy(remedy).build();
  }
}
