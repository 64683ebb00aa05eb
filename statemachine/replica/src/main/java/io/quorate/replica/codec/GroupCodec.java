package io.quorate.replica.codec;

import io.quorate.core.ClusterTime;
import io.quorate.core.Epoch;
import io.quorate.core.NodeId;
import io.quorate.core.Revision;
import io.quorate.core.registry.Closure;
import io.quorate.core.registry.FailedPromotions;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.MemberRecord;
import io.quorate.core.registry.MemberState;
import io.quorate.core.registry.Operation;
import io.quorate.core.registry.Phase;
import io.quorate.core.registry.RoleRecord;
import io.quorate.core.registry.ServiceRecord;
import io.quorate.replica.declaration.GroupMessages;
import io.quorate.stored.v1.StoredGroup;
import io.quorate.stored.v1.StoredMember;
import io.quorate.stored.v1.StoredOperation;
import io.quorate.stored.v1.StoredRole;
import io.quorate.stored.v1.StoredService;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the registry knows of a group, to and from its stored form. */
final class GroupCodec {
  private GroupCodec() {}

  static StoredGroup encode(GroupRecord group) {
    StoredGroup.Builder stored =
        StoredGroup.newBuilder()
            .setSpec(GroupMessages.of(group.spec()))
            .setRevision(group.revision().value())
            .setRole(encode(group.role()))
            .setAutomation(group.automation().name())
            .setService(encode(group.service()));
    Operation operation = group.operation();
    if (operation != null) {
      stored.setOperation(encode(operation));
    }
    group.members().forEach((node, member) -> stored.addMembers(encode(node, member)));
    return stored.build();
  }

  static GroupRecord decode(StoredGroup stored) {
    SortedMap<NodeId, MemberRecord> members = new TreeMap<>();
    stored
        .getMembersList()
        .forEach(member -> members.put(new NodeId(member.getNode()), decode(member)));
    return new GroupRecord(
        GroupMessages.stored(stored.getSpec()),
        new Revision(stored.getRevision()),
        decode(stored.getRole()),
        GroupRecord.Automation.valueOf(stored.getAutomation()),
        stored.hasOperation() ? decode(stored.getOperation()) : null,
        members,
        decode(stored.getService()));
  }

  private static StoredService encode(ServiceRecord service) {
    return StoredService.newBuilder()
        .setState(service.state().name())
        .setSinceMillis(service.since().millis())
        .setInterruptions(service.interruptions())
        .setLastMillis(service.last().toMillis())
        .build();
  }

  private static ServiceRecord decode(StoredService stored) {
    return new ServiceRecord(
        ServiceRecord.State.valueOf(stored.getState()),
        new ClusterTime(stored.getSinceMillis()),
        stored.getInterruptions(),
        Duration.ofMillis(stored.getLastMillis()));
  }

  private static StoredRole encode(RoleRecord role) {
    StoredRole.Builder stored =
        StoredRole.newBuilder()
            .setEpoch(role.epoch().value())
            .setPhase(role.phase().name())
            .setClosure(role.closure().name())
            .setLeaseNanos(role.lease().toNanos())
            .setFenceDelayNanos(role.fenceDelay().toNanos())
            .setSinceMillis(role.since().millis());
    NodeId node = role.node();
    if (node != null) {
      stored.setNode(node.value());
    }
    return stored.build();
  }

  private static RoleRecord decode(StoredRole stored) {
    return new RoleRecord(
        new Epoch(stored.getEpoch()),
        Phase.valueOf(stored.getPhase()),
        stored.hasNode() ? new NodeId(stored.getNode()) : null,
        Closure.valueOf(stored.getClosure()),
        Duration.ofNanos(stored.getLeaseNanos()),
        Duration.ofNanos(stored.getFenceDelayNanos()),
        new ClusterTime(stored.getSinceMillis()));
  }

  private static StoredOperation encode(Operation operation) {
    StoredOperation.Builder stored =
        StoredOperation.newBuilder()
            .setKind(operation.kind().name())
            .setStep(operation.step().name())
            .setFrom(operation.from().value())
            .setStartedMillis(operation.started().millis())
            .setStepSinceMillis(operation.stepSince().millis())
            .setDeadlineMillis(operation.deadline().millis())
            .setActor(operation.actor())
            .setCause(operation.cause());
    NodeId to = operation.to();
    if (to != null) {
      stored.setTo(to.value());
    }
    return stored.build();
  }

  private static Operation decode(StoredOperation stored) {
    return new Operation(
        Operation.Kind.valueOf(stored.getKind()),
        Operation.Step.valueOf(stored.getStep()),
        new NodeId(stored.getFrom()),
        stored.hasTo() ? new NodeId(stored.getTo()) : null,
        new ClusterTime(stored.getStartedMillis()),
        new ClusterTime(stored.getStepSinceMillis()),
        new ClusterTime(stored.getDeadlineMillis()),
        stored.getActor(),
        stored.getCause());
  }

  private static StoredMember encode(NodeId node, MemberRecord member) {
    return StoredMember.newBuilder()
        .setNode(node.value())
        .setState(member.state().name())
        .setCause(member.cause())
        .setSinceMillis(member.since().millis())
        .setFailures(member.failed().count())
        .setNotBeforeMillis(member.failed().notBefore().millis())
        .setFailureCause(member.failed().cause())
        .build();
  }

  private static MemberRecord decode(StoredMember stored) {
    return new MemberRecord(
        MemberState.valueOf(stored.getState()),
        stored.getCause(),
        new ClusterTime(stored.getSinceMillis()),
        new FailedPromotions(
            stored.getFailures(),
            new ClusterTime(stored.getNotBeforeMillis()),
            stored.getFailureCause()));
  }
}
