package io.quorate.core.registry;

import org.jspecify.annotations.Nullable;

/**
 * One answer for each {@link Command}: the protocol's table of contents.
 *
 * @param <R> the answer
 */
public interface CommandCases<R extends @Nullable Object> {
  /** {@link Command.DefineCluster} */
  R defineCluster(Command.DefineCluster command);

  /** {@link Command.ApplyGroup} */
  R applyGroup(Command.ApplyGroup command);

  /** {@link Command.DeleteGroup} */
  R deleteGroup(Command.DeleteGroup command);

  /** {@link Command.SetAutomation} */
  R setAutomation(Command.SetAutomation command);

  /** {@link Command.GrantRole} */
  R grantRole(Command.GrantRole command);

  /** {@link Command.ConfirmPromotion} */
  R confirmPromotion(Command.ConfirmPromotion command);

  /** {@link Command.ReleaseRole} */
  R releaseRole(Command.ReleaseRole command);

  /** {@link Command.ExpireRole} */
  R expireRole(Command.ExpireRole command);

  /** {@link Command.ForceRole} */
  R forceRole(Command.ForceRole command);

  /** {@link Command.StartOperation} */
  R startOperation(Command.StartOperation command);

  /** {@link Command.AdvanceOperation} */
  R advanceOperation(Command.AdvanceOperation command);

  /** {@link Command.CancelOperation} */
  R cancelOperation(Command.CancelOperation command);

  /** {@link Command.RecordMember} */
  R recordMember(Command.RecordMember command);

  /** {@link Command.RaiseFeatureLevel} */
  R raiseFeatureLevel(Command.RaiseFeatureLevel command);

  /** {@link Command.Configure} */
  R configure(Command.Configure command);

  /** {@link Command.ChangeRuntime} */
  R changeRuntime(Command.ChangeRuntime command);

  /** {@link Command.Sweep} */
  R sweep(Command.Sweep command);

  /** {@link Command.Count} */
  R count(Command.Count command);

  /** {@link Command.OpenSession} */
  R openSession(Command.OpenSession command);

  /** {@link Command.EndSession} */
  R endSession(Command.EndSession command);

  /** {@link Command.KeepSecrets} */
  R keepSecrets(Command.KeepSecrets command);

  /** {@link Command.ChangeSeat} */
  R changeSeat(Command.ChangeSeat command);

  /** {@link Command.ChangeRevocation} */
  R changeRevocation(Command.ChangeRevocation command);
}
