package io.quorate.server.leader;

import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.registry.Command;
import org.jspecify.annotations.Nullable;

/**
 * The epoch that a command would close, so that its lease is not extended any more (G1).
 *
 * @param group which
 * @param epoch the open epoch
 */
record ClosedEpoch(GroupId group, Epoch epoch) {
  static final Command.Cases<@Nullable ClosedEpoch> FINDER = new Finder();

  private static final class Finder implements Command.Cases<@Nullable ClosedEpoch> {
    @Override
    public @Nullable ClosedEpoch defineCluster(Command.DefineCluster command) {
      return null;
    }

    @Override
    public @Nullable ClosedEpoch applyGroup(Command.ApplyGroup command) {
      return null;
    }

    /** Begins a retirement; the epoch is closed by the release or the expiry that follows. */
    @Override
    public @Nullable ClosedEpoch deleteGroup(Command.DeleteGroup command) {
      return null;
    }

    @Override
    public @Nullable ClosedEpoch setAutomation(Command.SetAutomation command) {
      return null;
    }

    /** Grants only after a closed epoch, so there is none to close. */
    @Override
    public @Nullable ClosedEpoch grantRole(Command.GrantRole command) {
      return null;
    }

    @Override
    public @Nullable ClosedEpoch confirmPromotion(Command.ConfirmPromotion command) {
      return null;
    }

    @Override
    public @Nullable ClosedEpoch releaseRole(Command.ReleaseRole command) {
      return new ClosedEpoch(command.group(), command.epoch());
    }

    @Override
    public @Nullable ClosedEpoch expireRole(Command.ExpireRole command) {
      return new ClosedEpoch(command.group(), command.epoch());
    }

    @Override
    public @Nullable ClosedEpoch forceRole(Command.ForceRole command) {
      return new ClosedEpoch(command.group(), command.epoch());
    }

    @Override
    public @Nullable ClosedEpoch startOperation(Command.StartOperation command) {
      return null;
    }

    @Override
    public @Nullable ClosedEpoch advanceOperation(Command.AdvanceOperation command) {
      return null;
    }

    @Override
    public @Nullable ClosedEpoch cancelOperation(Command.CancelOperation command) {
      return null;
    }

    @Override
    public @Nullable ClosedEpoch recordMember(Command.RecordMember command) {
      return null;
    }
  }
}
