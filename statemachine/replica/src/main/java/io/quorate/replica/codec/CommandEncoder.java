package io.quorate.replica.codec;

import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.Revision;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.CommandCases;
import io.quorate.replica.declaration.GroupMessages;
import io.quorate.stored.v1.StoredAdvanceOperation;
import io.quorate.stored.v1.StoredApplyGroup;
import io.quorate.stored.v1.StoredCancelOperation;
import io.quorate.stored.v1.StoredConfirmPromotion;
import io.quorate.stored.v1.StoredDefineCluster;
import io.quorate.stored.v1.StoredDeleteGroup;
import io.quorate.stored.v1.StoredEndSession;
import io.quorate.stored.v1.StoredExpireRole;
import io.quorate.stored.v1.StoredForceRole;
import io.quorate.stored.v1.StoredGrantRole;
import io.quorate.stored.v1.StoredOpenSession;
import io.quorate.stored.v1.StoredRaiseFeatureLevel;
import io.quorate.stored.v1.StoredRecordMember;
import io.quorate.stored.v1.StoredReleaseRole;
import io.quorate.stored.v1.StoredRequest;
import io.quorate.stored.v1.StoredSetAutomation;
import io.quorate.stored.v1.StoredStartOperation;
import io.quorate.stored.v1.StoredSweep;

/** Puts a command into a stored request. */
final class CommandEncoder implements CommandCases<StoredRequest.Builder> {
  private final StoredRequest.Builder request;

  CommandEncoder(StoredRequest.Builder request) {
    this.request = request;
  }

  @Override
  public StoredRequest.Builder defineCluster(Command.DefineCluster command) {
    return request.setDefineCluster(
        StoredDefineCluster.newBuilder()
            .setCluster(command.cluster())
            .addAllNodes(command.nodes().stream().map(RecordCodec::encode).toList()));
  }

  @Override
  public StoredRequest.Builder applyGroup(Command.ApplyGroup command) {
    StoredApplyGroup.Builder stored =
        StoredApplyGroup.newBuilder().setSpec(GroupMessages.of(command.spec()));
    Revision basedOn = command.basedOn();
    if (basedOn != null) {
      stored.setBasedOn(basedOn.value());
    }
    Command.ApplyGroup.Move move = command.move();
    if (move != null) {
      NodeId from = move.from();
      stored.setMoveFrom(from == null ? "" : from.value());
    }
    return request.setApplyGroup(stored);
  }

  @Override
  public StoredRequest.Builder deleteGroup(Command.DeleteGroup command) {
    StoredDeleteGroup.Builder stored =
        StoredDeleteGroup.newBuilder().setGroup(command.group().value());
    Revision basedOn = command.basedOn();
    if (basedOn != null) {
      stored.setBasedOn(basedOn.value());
    }
    return request.setDeleteGroup(stored);
  }

  @Override
  public StoredRequest.Builder setAutomation(Command.SetAutomation command) {
    StoredSetAutomation.Builder stored =
        StoredSetAutomation.newBuilder()
            .setAutomation(command.automation().name())
            .setCause(command.cause());
    GroupId group = command.group();
    if (group != null) {
      stored.setGroup(group.value());
    }
    return request.setSetAutomation(stored);
  }

  @Override
  public StoredRequest.Builder grantRole(Command.GrantRole command) {
    return request.setGrantRole(
        StoredGrantRole.newBuilder()
            .setGroup(command.group().value())
            .setClosed(command.closed().value())
            .setTo(command.to().value())
            .setCause(command.cause()));
  }

  @Override
  public StoredRequest.Builder confirmPromotion(Command.ConfirmPromotion command) {
    return request.setConfirmPromotion(
        StoredConfirmPromotion.newBuilder()
            .setGroup(command.group().value())
            .setEpoch(command.epoch().value())
            .setNode(command.node().value()));
  }

  @Override
  public StoredRequest.Builder releaseRole(Command.ReleaseRole command) {
    return request.setReleaseRole(
        StoredReleaseRole.newBuilder()
            .setGroup(command.group().value())
            .setEpoch(command.epoch().value())
            .setNode(command.node().value())
            .setOutcome(command.outcome().name())
            .setCause(command.cause()));
  }

  @Override
  public StoredRequest.Builder expireRole(Command.ExpireRole command) {
    return request.setExpireRole(
        StoredExpireRole.newBuilder()
            .setGroup(command.group().value())
            .setEpoch(command.epoch().value())
            .setCause(command.cause()));
  }

  @Override
  public StoredRequest.Builder forceRole(Command.ForceRole command) {
    return request.setForceRole(
        StoredForceRole.newBuilder()
            .setGroup(command.group().value())
            .setEpoch(command.epoch().value())
            .setTo(command.to().value())
            .setFencedBy(command.fencedBy()));
  }

  @Override
  public StoredRequest.Builder startOperation(Command.StartOperation command) {
    return request.setStartOperation(
        StoredStartOperation.newBuilder()
            .setGroup(command.group().value())
            .setEpoch(command.epoch().value())
            .setKind(command.kind().name())
            .setTo(command.to().value())
            .setDeadlineMillis(command.deadline().millis())
            .setCause(command.cause()));
  }

  @Override
  public StoredRequest.Builder advanceOperation(Command.AdvanceOperation command) {
    return request.setAdvanceOperation(
        StoredAdvanceOperation.newBuilder()
            .setGroup(command.group().value())
            .setEpoch(command.epoch().value()));
  }

  @Override
  public StoredRequest.Builder cancelOperation(Command.CancelOperation command) {
    return request.setCancelOperation(
        StoredCancelOperation.newBuilder()
            .setGroup(command.group().value())
            .setEpoch(command.epoch().value())
            .setCause(command.cause()));
  }

  @Override
  public StoredRequest.Builder recordMember(Command.RecordMember command) {
    return request.setRecordMember(
        StoredRecordMember.newBuilder()
            .setGroup(command.group().value())
            .setNode(command.node().value())
            .setState(command.state().name())
            .setCause(command.cause()));
  }

  @Override
  public StoredRequest.Builder raiseFeatureLevel(Command.RaiseFeatureLevel command) {
    return request.setRaiseFeatureLevel(
        StoredRaiseFeatureLevel.newBuilder().setTo(command.to().value()));
  }

  @Override
  public StoredRequest.Builder configure(Command.Configure command) {
    return request.setConfigure(ConfigCommandCodec.encode(command.change()));
  }

  @Override
  public StoredRequest.Builder changeRuntime(Command.ChangeRuntime command) {
    return request.setChangeRuntime(RuntimeCommandCodec.encode(command.change()));
  }

  @Override
  public StoredRequest.Builder sweep(Command.Sweep command) {
    return request.setSweep(StoredSweep.getDefaultInstance());
  }

  @Override
  public StoredRequest.Builder count(Command.Count command) {
    return request.setCount(CounterCodec.encode(command.change()));
  }

  @Override
  public StoredRequest.Builder openSession(Command.OpenSession command) {
    return request.setOpenSession(StoredOpenSession.getDefaultInstance());
  }

  @Override
  public StoredRequest.Builder endSession(Command.EndSession command) {
    return request.setEndSession(
        StoredEndSession.newBuilder().setSession(command.session().value()));
  }

  @Override
  public StoredRequest.Builder keepSecrets(Command.KeepSecrets command) {
    return request.setKeepSecrets(SecretCommandCodec.encode(command.change()));
  }

  @Override
  public StoredRequest.Builder changeSeat(Command.ChangeSeat command) {
    return request.setChangeSeat(SeatCommandCodec.encode(command.change()));
  }

  @Override
  public StoredRequest.Builder changeRevocation(Command.ChangeRevocation command) {
    return request.setChangeRevocation(RevocationCodec.encode(command.change()));
  }
}
