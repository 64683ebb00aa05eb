package io.quorate.replica.codec;

import io.quorate.core.ClusterTime;
import io.quorate.core.Epoch;
import io.quorate.core.FeatureLevel;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.Revision;
import io.quorate.core.SessionId;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.MemberState;
import io.quorate.core.registry.Operation;
import io.quorate.replica.declaration.GroupMessages;
import io.quorate.stored.v1.StoredApplyGroup;
import io.quorate.stored.v1.StoredDefineCluster;
import io.quorate.stored.v1.StoredDeleteGroup;
import io.quorate.stored.v1.StoredForceRole;
import io.quorate.stored.v1.StoredGrantRole;
import io.quorate.stored.v1.StoredRecordMember;
import io.quorate.stored.v1.StoredReleaseRole;
import io.quorate.stored.v1.StoredRequest;
import io.quorate.stored.v1.StoredSetAutomation;
import io.quorate.stored.v1.StoredStartOperation;

/** Takes the command out of a stored request. */
final class CommandDecoder {
  private CommandDecoder() {}

  static Command decode(StoredRequest stored) {
    return switch (stored.getCommandCase()) {
      case DEFINE_CLUSTER -> decode(stored.getDefineCluster());
      case APPLY_GROUP -> decode(stored.getApplyGroup());
      case DELETE_GROUP -> decode(stored.getDeleteGroup());
      case SET_AUTOMATION -> decode(stored.getSetAutomation());
      case GRANT_ROLE -> decode(stored.getGrantRole());
      case RELEASE_ROLE -> decode(stored.getReleaseRole());
      case FORCE_ROLE -> decode(stored.getForceRole());
      case START_OPERATION -> decode(stored.getStartOperation());
      case RECORD_MEMBER -> decode(stored.getRecordMember());
      case CONFIRM_PROMOTION, EXPIRE_ROLE, ADVANCE_OPERATION, CANCEL_OPERATION ->
          decodeSmall(stored);
      case RAISE_FEATURE_LEVEL ->
          new Command.RaiseFeatureLevel(new FeatureLevel(stored.getRaiseFeatureLevel().getTo()));
      case CONFIGURE -> new Command.Configure(ConfigCommandCodec.decode(stored.getConfigure()));
      case CHANGE_RUNTIME ->
          new Command.ChangeRuntime(RuntimeCommandCodec.decode(stored.getChangeRuntime()));
      case SWEEP -> new Command.Sweep();
      case COUNT -> new Command.Count(CounterCodec.decode(stored.getCount()));
      case OPEN_SESSION -> new Command.OpenSession();
      case END_SESSION ->
          new Command.EndSession(new SessionId(stored.getEndSession().getSession()));
      case KEEP_SECRETS ->
          new Command.KeepSecrets(SecretCommandCodec.decode(stored.getKeepSecrets()));
      case CHANGE_SEAT -> new Command.ChangeSeat(SeatCommandCodec.decode(stored.getChangeSeat()));
      case CHANGE_REVOCATION ->
          new Command.ChangeRevocation(RevocationCodec.decode(stored.getChangeRevocation()));
      case COMMAND_NOT_SET -> throw new IllegalArgumentException("a command of a newer version");
    };
  }

  private static Command decodeSmall(StoredRequest stored) {
    return switch (stored.getCommandCase()) {
      case CONFIRM_PROMOTION -> {
        var command = stored.getConfirmPromotion();
        yield new Command.ConfirmPromotion(
            new GroupId(command.getGroup()),
            new Epoch(command.getEpoch()),
            new NodeId(command.getNode()));
      }
      case EXPIRE_ROLE -> {
        var command = stored.getExpireRole();
        yield new Command.ExpireRole(
            new GroupId(command.getGroup()), new Epoch(command.getEpoch()), command.getCause());
      }
      case ADVANCE_OPERATION -> {
        var command = stored.getAdvanceOperation();
        yield new Command.AdvanceOperation(
            new GroupId(command.getGroup()), new Epoch(command.getEpoch()));
      }
      case CANCEL_OPERATION -> {
        var command = stored.getCancelOperation();
        yield new Command.CancelOperation(
            new GroupId(command.getGroup()), new Epoch(command.getEpoch()), command.getCause());
      }
      default -> throw new IllegalArgumentException("not here: " + stored.getCommandCase());
    };
  }

  private static Command decode(StoredDefineCluster stored) {
    return new Command.DefineCluster(
        stored.getCluster(), stored.getNodesList().stream().map(RecordCodec::decode).toList());
  }

  private static Command decode(StoredApplyGroup stored) {
    return new Command.ApplyGroup(
        GroupMessages.logged(stored.getSpec()),
        stored.hasBasedOn() ? new Revision(stored.getBasedOn()) : null,
        stored.hasMoveFrom() ? move(stored.getMoveFrom()) : null);
  }

  private static Command.ApplyGroup.Move move(String from) {
    return new Command.ApplyGroup.Move(from.isEmpty() ? null : new NodeId(from));
  }

  private static Command decode(StoredDeleteGroup stored) {
    return new Command.DeleteGroup(
        new GroupId(stored.getGroup()),
        stored.hasBasedOn() ? new Revision(stored.getBasedOn()) : null);
  }

  private static Command decode(StoredSetAutomation stored) {
    return new Command.SetAutomation(
        stored.hasGroup() ? new GroupId(stored.getGroup()) : null,
        GroupRecord.Automation.valueOf(stored.getAutomation()),
        stored.getCause());
  }

  private static Command decode(StoredGrantRole stored) {
    return new Command.GrantRole(
        new GroupId(stored.getGroup()),
        new Epoch(stored.getClosed()),
        new NodeId(stored.getTo()),
        stored.getCause());
  }

  private static Command decode(StoredReleaseRole stored) {
    return new Command.ReleaseRole(
        new GroupId(stored.getGroup()),
        new Epoch(stored.getEpoch()),
        new NodeId(stored.getNode()),
        Command.ReleaseRole.Outcome.valueOf(stored.getOutcome()),
        stored.getCause());
  }

  private static Command decode(StoredForceRole stored) {
    return new Command.ForceRole(
        new GroupId(stored.getGroup()),
        new Epoch(stored.getEpoch()),
        new NodeId(stored.getTo()),
        stored.getFencedBy());
  }

  private static Command decode(StoredStartOperation stored) {
    return new Command.StartOperation(
        new GroupId(stored.getGroup()),
        new Epoch(stored.getEpoch()),
        Operation.Kind.valueOf(stored.getKind()),
        new NodeId(stored.getTo()),
        new ClusterTime(stored.getDeadlineMillis()),
        stored.getCause());
  }

  private static Command decode(StoredRecordMember stored) {
    return new Command.RecordMember(
        new GroupId(stored.getGroup()),
        new NodeId(stored.getNode()),
        MemberState.valueOf(stored.getState()),
        stored.getCause());
  }
}
