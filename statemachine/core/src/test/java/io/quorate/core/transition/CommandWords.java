package io.quorate.core.transition;

import io.quorate.core.registry.Command;
import io.quorate.core.registry.CommandCases;
import io.quorate.core.registry.GroupRecord;

/** Commands in a few plain words. */
final class CommandWords implements CommandCases<String> {
  @Override
  public String defineCluster(Command.DefineCluster command) {
    return "define the cluster";
  }

  @Override
  public String applyGroup(Command.ApplyGroup command) {
    return "declare";
  }

  @Override
  public String deleteGroup(Command.DeleteGroup command) {
    return "delete";
  }

  @Override
  public String setAutomation(Command.SetAutomation command) {
    return command.automation() == GroupRecord.Automation.PAUSED ? "pause" : "resume";
  }

  @Override
  public String grantRole(Command.GrantRole command) {
    return "grant";
  }

  @Override
  public String confirmPromotion(Command.ConfirmPromotion command) {
    return "all is started";
  }

  @Override
  public String releaseRole(Command.ReleaseRole command) {
    return command.outcome() == Command.ReleaseRole.Outcome.STOPPED
        ? "release"
        : "release after a failed start";
  }

  @Override
  public String expireRole(Command.ExpireRole command) {
    return "expire";
  }

  @Override
  public String forceRole(Command.ForceRole command) {
    return "force";
  }

  @Override
  public String startOperation(Command.StartOperation command) {
    return "start " + Words.of(command.kind());
  }

  @Override
  public String advanceOperation(Command.AdvanceOperation command) {
    return "clients are turned away";
  }

  @Override
  public String cancelOperation(Command.CancelOperation command) {
    return "undo";
  }

  @Override
  public String raiseFeatureLevel(Command.RaiseFeatureLevel command) {
    return "raise the feature level";
  }

  @Override
  public String recordMember(Command.RecordMember command) {
    return "record a member's state";
  }

  @Override
  public String configure(Command.Configure command) {
    return "change the configuration";
  }

  @Override
  public String changeRuntime(Command.ChangeRuntime command) {
    return "change runtime entries";
  }

  @Override
  public String sweep(Command.Sweep command) {
    return "sweep runtime entries";
  }

  @Override
  public String count(Command.Count command) {
    return "move a counter on";
  }

  @Override
  public String openSession(Command.OpenSession command) {
    return "open a session";
  }

  @Override
  public String endSession(Command.EndSession command) {
    return "end a session";
  }

  @Override
  public String keepSecrets(Command.KeepSecrets command) {
    return "keep the keys of secrets";
  }

  @Override
  public String changeSeat(Command.ChangeSeat command) {
    return "change who has the place of a node";
  }

  @Override
  public String changeRevocation(Command.ChangeRevocation command) {
    return "change whose certificates are taken";
  }
}
