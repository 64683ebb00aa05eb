package io.quorate.core.sim;

import io.quorate.core.Epoch;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.CommandCases;
import java.util.Optional;

/** The epoch that a command assumes; empty for one that concerns no role. */
final class AssumedEpoch implements CommandCases<Optional<Epoch>> {
  @Override
  public Optional<Epoch> defineCluster(Command.DefineCluster command) {
    return Optional.empty();
  }

  @Override
  public Optional<Epoch> applyGroup(Command.ApplyGroup command) {
    return Optional.empty();
  }

  @Override
  public Optional<Epoch> deleteGroup(Command.DeleteGroup command) {
    return Optional.empty();
  }

  @Override
  public Optional<Epoch> setAutomation(Command.SetAutomation command) {
    return Optional.empty();
  }

  @Override
  public Optional<Epoch> grantRole(Command.GrantRole command) {
    return Optional.of(command.closed());
  }

  @Override
  public Optional<Epoch> confirmPromotion(Command.ConfirmPromotion command) {
    return Optional.of(command.epoch());
  }

  @Override
  public Optional<Epoch> releaseRole(Command.ReleaseRole command) {
    return Optional.of(command.epoch());
  }

  @Override
  public Optional<Epoch> expireRole(Command.ExpireRole command) {
    return Optional.of(command.epoch());
  }

  @Override
  public Optional<Epoch> forceRole(Command.ForceRole command) {
    return Optional.of(command.epoch());
  }

  @Override
  public Optional<Epoch> startOperation(Command.StartOperation command) {
    return Optional.of(command.epoch());
  }

  @Override
  public Optional<Epoch> advanceOperation(Command.AdvanceOperation command) {
    return Optional.of(command.epoch());
  }

  @Override
  public Optional<Epoch> cancelOperation(Command.CancelOperation command) {
    return Optional.of(command.epoch());
  }

  @Override
  public Optional<Epoch> recordMember(Command.RecordMember command) {
    return Optional.empty();
  }

  @Override
  public Optional<Epoch> raiseFeatureLevel(Command.RaiseFeatureLevel command) {
    return Optional.empty();
  }

  /** It may name one, but changes no role. */
  @Override
  public Optional<Epoch> configure(Command.Configure command) {
    return Optional.empty();
  }

  /** It may name one, but changes no role. */
  @Override
  public Optional<Epoch> changeRuntime(Command.ChangeRuntime command) {
    return Optional.empty();
  }

  @Override
  public Optional<Epoch> sweep(Command.Sweep command) {
    return Optional.empty();
  }

  /** It may name one, but changes no role. */
  @Override
  public Optional<Epoch> count(Command.Count command) {
    return Optional.empty();
  }

  @Override
  public Optional<Epoch> openSession(Command.OpenSession command) {
    return Optional.empty();
  }

  @Override
  public Optional<Epoch> endSession(Command.EndSession command) {
    return Optional.empty();
  }

  @Override
  public Optional<Epoch> keepSecrets(Command.KeepSecrets command) {
    return Optional.empty();
  }

  @Override
  public Optional<Epoch> changeRevocation(Command.ChangeRevocation command) {
    return Optional.empty();
  }

  @Override
  public Optional<Epoch> changeSeat(Command.ChangeSeat command) {
    return Optional.empty();
  }
}
