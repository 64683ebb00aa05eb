package io.quorate.core.registry;

import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import java.util.Optional;

/**
 * The open epoch that a command would close. The leader announces it, so that the lease is not
 * extended any more (G1); since a later leader does not know of that, the command holds in the term
 * of the announcement only (G5).
 *
 * @param group which
 * @param epoch the open epoch
 */
public record ClosedEpoch(GroupId group, Epoch epoch) {
  private static final CommandCases<Optional<ClosedEpoch>> FINDER = new Finder();

  /** What the command would close; empty when it closes nothing by itself. */
  public static Optional<ClosedEpoch> of(Command command) {
    return command.dispatch(FINDER);
  }

  private static final class Finder implements CommandCases<Optional<ClosedEpoch>> {
    @Override
    public Optional<ClosedEpoch> defineCluster(Command.DefineCluster command) {
      return Optional.empty();
    }

    @Override
    public Optional<ClosedEpoch> applyGroup(Command.ApplyGroup command) {
      return Optional.empty();
    }

    /** Begins a retirement; the epoch is closed by the release or the expiry that follows. */
    @Override
    public Optional<ClosedEpoch> deleteGroup(Command.DeleteGroup command) {
      return Optional.empty();
    }

    @Override
    public Optional<ClosedEpoch> setAutomation(Command.SetAutomation command) {
      return Optional.empty();
    }

    /** Grants only after a closed epoch, so there is none to close. */
    @Override
    public Optional<ClosedEpoch> grantRole(Command.GrantRole command) {
      return Optional.empty();
    }

    @Override
    public Optional<ClosedEpoch> confirmPromotion(Command.ConfirmPromotion command) {
      return Optional.empty();
    }

    @Override
    public Optional<ClosedEpoch> releaseRole(Command.ReleaseRole command) {
      return Optional.of(new ClosedEpoch(command.group(), command.epoch()));
    }

    @Override
    public Optional<ClosedEpoch> expireRole(Command.ExpireRole command) {
      return Optional.of(new ClosedEpoch(command.group(), command.epoch()));
    }

    @Override
    public Optional<ClosedEpoch> forceRole(Command.ForceRole command) {
      return Optional.of(new ClosedEpoch(command.group(), command.epoch()));
    }

    @Override
    public Optional<ClosedEpoch> startOperation(Command.StartOperation command) {
      return Optional.empty();
    }

    @Override
    public Optional<ClosedEpoch> advanceOperation(Command.AdvanceOperation command) {
      return Optional.empty();
    }

    @Override
    public Optional<ClosedEpoch> cancelOperation(Command.CancelOperation command) {
      return Optional.empty();
    }

    @Override
    public Optional<ClosedEpoch> recordMember(Command.RecordMember command) {
      return Optional.empty();
    }

    @Override
    public Optional<ClosedEpoch> raiseFeatureLevel(Command.RaiseFeatureLevel command) {
      return Optional.empty();
    }

    @Override
    public Optional<ClosedEpoch> configure(Command.Configure command) {
      return Optional.empty();
    }

    @Override
    public Optional<ClosedEpoch> changeRuntime(Command.ChangeRuntime command) {
      return Optional.empty();
    }

    @Override
    public Optional<ClosedEpoch> sweep(Command.Sweep command) {
      return Optional.empty();
    }

    @Override
    public Optional<ClosedEpoch> count(Command.Count command) {
      return Optional.empty();
    }

    @Override
    public Optional<ClosedEpoch> openSession(Command.OpenSession command) {
      return Optional.empty();
    }

    @Override
    public Optional<ClosedEpoch> endSession(Command.EndSession command) {
      return Optional.empty();
    }

    @Override
    public Optional<ClosedEpoch> keepSecrets(Command.KeepSecrets command) {
      return Optional.empty();
    }

    /** Whoever holds a role keeps its place, so no epoch is closed. */
    @Override
    public Optional<ClosedEpoch> changeSeat(Command.ChangeSeat command) {
      return Optional.empty();
    }

    /** A holder that is shut out loses its role by the expiry that follows. */
    @Override
    public Optional<ClosedEpoch> changeRevocation(Command.ChangeRevocation command) {
      return Optional.empty();
    }
  }
}
