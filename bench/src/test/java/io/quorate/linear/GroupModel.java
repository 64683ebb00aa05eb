package io.quorate.linear;

import io.quorate.linear.GroupState.Automation;
import io.quorate.linear.GroupTold.Change;

/** A group that is declared, read, paused and resumed; there is none at first. */
public final class GroupModel implements Model<GroupState, GroupAsk, GroupTold> {
  @Override
  public GroupState initial() {
    return new GroupState(0, 0, Automation.RUNNING);
  }

  @Override
  public Step<GroupState, GroupTold> step(GroupState state, GroupAsk input) {
    if (input instanceof GroupAsk.Apply apply) {
      return apply(state, apply.delayMillis());
    }
    if (input instanceof GroupAsk.ApplyOn apply) {
      return apply.basedOn() == state.revision()
          ? apply(state, apply.delayMillis())
          : new Step<>(state, new GroupTold.Conflict());
    }
    if (!state.declared()) {
      return new Step<>(state, new GroupTold.Missing());
    }
    if (input instanceof GroupAsk.Switch ask) {
      Change change = ask.to() == state.automation() ? Change.UNCHANGED : Change.CHANGED;
      return new Step<>(
          new GroupState(state.revision(), state.delayMillis(), ask.to()),
          new GroupTold.Switched(change));
    }
    return new Step<>(
        state,
        input instanceof GroupAsk.Show
            ? new GroupTold.Shown(state.delayMillis(), state.revision())
            : new GroupTold.Seen(state.revision(), state.automation()));
  }

  private static Step<GroupState, GroupTold> apply(GroupState state, int delayMillis) {
    if (state.declared() && state.delayMillis() == delayMillis) {
      return new Step<>(state, new GroupTold.Applied(Change.UNCHANGED, state.revision()));
    }
    long revision = state.revision() + 1;
    return new Step<>(
        new GroupState(revision, delayMillis, state.automation()),
        new GroupTold.Applied(state.declared() ? Change.CHANGED : Change.CREATED, revision));
  }
}
