package io.quorate.server.leader;

import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.registry.Command;
import java.util.Optional;

/**
 * The epoch that a command would close, so that its lease is not extended any more (G1).
 *
 * @param group which
 * @param epoch the open epoch
 */
record ClosedEpoch(GroupId group, Epoch epoch) {
  static final Command.Cases<Optional<ClosedEpoch>> FINDER = new Finder();

  private static final class Finder implements Command.Cases<Optional<ClosedEpoch>> {
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
  }
}
