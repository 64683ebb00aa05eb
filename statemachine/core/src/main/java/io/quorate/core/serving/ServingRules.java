package io.quorate.core.serving;

import io.quorate.core.Epoch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The node's side of a role change: ordered start, reverse stop, and giving way when the lease ends
 * (H2, H4, H5).
 *
 * <p>Level-triggered: the same inputs give the same step, whatever messages were lost or repeated.
 * Safety does not rest on it: the guard kills at the end of the lease whether or not this is asked.
 */
public final class ServingRules {
  private final ServingState state;
  private final ServingInputs inputs;

  private ServingRules(ServingState state, ServingInputs inputs) {
    this.state = state;
    this.inputs = inputs;
  }

  /** The next step; a state equal to the present one and no effects when there is nothing to do. */
  public static ServingStep next(ServingState state, ServingInputs inputs) {
    ServingRules rules = new ServingRules(state, inputs);
    return switch (state.stage()) {
      case IDLE -> rules.idle();
      case ADOPTED -> rules.adopted();
      case PROMOTING -> rules.promoting();
      case SERVING -> rules.serving();
      case QUIESCING -> rules.quiescing();
      case QUIET -> rules.quiet();
      case DEMOTING -> rules.demoting();
      case CLEARING -> rules.clearing();
      case CLEANUP -> rules.cleanup();
    };
  }

  private ServingStep idle() {
    if (asksForWhatIsNotHere()) {
      return ServingStep.of(state, new Effect.Release(inputs.directive().epoch()));
    }
    Epoch granted = inputs.directive().epoch();
    boolean mayServe = inputs.directive().wants(granted) && !inputs.leaseEnding();
    if (!mayServe || granted.value() == 0) {
      return stay();
    }
    if (inputs.restart() == ServingInputs.Restart.LATER) {
      return ServingStep.of(
          state.givesBack(granted, "the guard was lost too often"), new Effect.Release(granted));
    }
    ServingState begun = state.begin(granted);
    return inputs.guarded()
        ? ServingStep.of(begun, new Effect.LaunchGuard(granted))
        : ServingStep.of(begun);
  }

  /**
   * A holder that was restarted is told to leave what it does not serve any more: it gives it back
   * at once. The release ends the lease, so it is not asked for twice.
   */
  private boolean asksForWhatIsNotHere() {
    return inputs.directive().step() == Directive.Step.DEMOTE
        && inputs.guard() == GuardState.NONE
        && !inputs.leaseOver();
  }

  private ServingStep adopted() {
    if (inputs.guard() == GuardState.LOST || inputs.guard() == GuardState.NONE) {
      return clear("the guard of the earlier run is gone");
    }
    if (inputs.directive().wants(state.epoch()) && !inputs.leaseOver()) {
      Stage next = Appearance.halfStarted(inputs.parts()) ? Stage.PROMOTING : Stage.SERVING;
      return ServingStep.of(state.to(next, 0, "re-adopted"));
    }
    if (inputs.directive().ends(state.epoch())) {
      return demote(last(), "the role is elsewhere");
    }
    return stay();
  }

  private ServingStep promoting() {
    if (inputs.leaseOver()) {
      return clear("the lease is over");
    }
    if (inputs.guarded() && guardGone()) {
      // What cannot be guarded here is not tried again at once: the role goes elsewhere.
      return ServingStep.of(state.failing(Stage.CLEARING, last(), guardLost()), new Effect.Clear());
    }
    if (inputs.directive().ends(state.epoch()) || inputs.leaseEnding()) {
      return demote(Math.min(state.position(), last()), leaving());
    }
    if (state.position() > last()) {
      return ServingStep.of(state.to(Stage.SERVING, 0));
    }
    if (guardNotReady()) {
      return stay();
    }
    int part = state.position();
    return switch (inputs.state(part)) {
      case DOWN, QUIET -> ServingStep.of(state, new Effect.StartPart(part));
      case BUSY -> stay();
      case UP -> ServingStep.of(state.to(Stage.PROMOTING, part + 1));
      case FAILED -> notStarted(part);
    };
  }

  /** A promote command that failed may have done half of its work, so its demote command runs. */
  private ServingStep notStarted(int part) {
    ServingState failing = state.failing(Stage.DEMOTING, part, detail(part));
    return service(part)
        ? ServingStep.of(failing)
        : ServingStep.of(failing, new Effect.StopPart(part));
  }

  private ServingStep serving() {
    ServingStep leave = leave();
    if (leave != null) {
      return leave;
    }
    if (inputs.directive().step() == Directive.Step.QUIESCE) {
      return ServingStep.of(state.to(Stage.QUIESCING, last()));
    }
    if (inputs.restart() == ServingInputs.Restart.NOW && !guardNotReady()) {
      for (int part = 0; part <= last(); part++) {
        if (inputs.state(part) == PartView.State.FAILED && service(part)) {
          return ServingStep.of(state, new Effect.StartPart(part));
        }
      }
    }
    return stay();
  }

  private ServingStep quiescing() {
    ServingStep leave = leave();
    if (leave != null) {
      return leave;
    }
    if (inputs.directive().step() == Directive.Step.SERVE) {
      return undone();
    }
    int part = state.position();
    if (part < 0) {
      return ServingStep.of(state.to(Stage.QUIET, 0));
    }
    if (!quiesces(part)) {
      return ServingStep.of(state.to(Stage.QUIESCING, part - 1));
    }
    return switch (inputs.state(part)) {
      case UP, DOWN -> ServingStep.of(state, new Effect.QuiescePart(part));
      case QUIET -> ServingStep.of(state.to(Stage.QUIESCING, part - 1));
      case BUSY -> stay();
      case FAILED -> ServingStep.of(state.to(Stage.QUIESCING, part, detail(part)));
    };
  }

  private ServingStep quiet() {
    ServingStep leave = leave();
    if (leave != null) {
      return leave;
    }
    return inputs.directive().step() == Directive.Step.SERVE ? undone() : stay();
  }

  /** Serves on; what failed meanwhile is started again, for it was no promotion that failed. */
  private ServingStep undone() {
    List<Effect> again = new ArrayList<>();
    for (int part = 0; part <= last(); part++) {
      if (inputs.state(part) == PartView.State.FAILED && !(service(part) && guardNotReady())) {
        again.add(new Effect.StartPart(part));
      }
    }
    return new ServingStep(state.to(Stage.PROMOTING, 0, "the change was undone"), again);
  }

  private ServingStep demoting() {
    ServingStep lost = lost();
    if (lost != null) {
      return lost;
    }
    int part = state.position();
    if (part < 0) {
      return ServingStep.of(state.to(Stage.CLEARING, last()), new Effect.Clear());
    }
    return switch (inputs.state(part)) {
      case DOWN -> ServingStep.of(state.to(Stage.DEMOTING, part - 1));
      case BUSY -> stay();
      case UP, QUIET -> ServingStep.of(state, new Effect.StopPart(part));
      // What failed to stop is killed with the rest; what failed to start may have left something.
      case FAILED ->
          service(part)
              ? ServingStep.of(state, new Effect.StopPart(part))
              : ServingStep.of(state.to(Stage.DEMOTING, part - 1));
    };
  }

  private ServingStep clearing() {
    return inputs.guard() == GuardState.NONE
        ? ServingStep.of(state.to(Stage.CLEANUP, last()))
        : stay();
  }

  private ServingStep cleanup() {
    for (int part = Math.min(state.position(), last()); part >= 0; part--) {
      if (service(part)) {
        continue;
      }
      PartView.State hook = inputs.state(part);
      if (hook == PartView.State.BUSY) {
        return stay();
      }
      if (hook == PartView.State.UP || hook == PartView.State.QUIET) {
        return ServingStep.of(state.to(Stage.CLEANUP, part), new Effect.StopPart(part));
      }
    }
    return finished();
  }

  private ServingStep finished() {
    Epoch epoch = state.epoch();
    boolean givesBack = state.failed().equals(epoch) || inputs.directive().ends(epoch);
    return givesBack
        ? ServingStep.of(state.idle(), new Effect.Release(epoch))
        : ServingStep.of(state.idle());
  }

  /**
   * While it serves: the lease is gone or ending, the guard is gone, or the leader wants the role
   * back.
   */
  private @Nullable ServingStep leave() {
    ServingStep lost = lost();
    if (lost != null) {
      return lost;
    }
    return inputs.directive().ends(state.epoch()) || inputs.leaseEnding()
        ? demote(last(), leaving())
        : null;
  }

  private @Nullable ServingStep lost() {
    if (inputs.leaseOver()) {
      return clear("the lease is over");
    }
    return inputs.guarded() && guardGone() ? clear(guardLost()) : null;
  }

  private String guardLost() {
    return inputs.guardTrouble().isEmpty() ? "the guard is gone" : inputs.guardTrouble();
  }

  /** Before the first service starts there may be no guard yet; after that it must not vanish. */
  private boolean guardGone() {
    boolean none = inputs.guard() == GuardState.NONE && state.stage() != Stage.PROMOTING;
    return none || inputs.guard() == GuardState.LOST;
  }

  private String leaving() {
    return inputs.directive().ends(state.epoch()) ? state.cause() : "the lease is ending";
  }

  private ServingStep demote(int from, String why) {
    return ServingStep.of(state.to(Stage.DEMOTING, from, why));
  }

  private ServingStep clear(String why) {
    return ServingStep.of(state.to(Stage.CLEARING, last(), why), new Effect.Clear());
  }

  private boolean guardNotReady() {
    return inputs.guarded() && inputs.guard() != GuardState.ALIVE;
  }

  private boolean service(int part) {
    return inputs.resources().get(part).guarded();
  }

  private boolean quiesces(int part) {
    return inputs.resources().get(part).quiesces();
  }

  private String detail(int part) {
    return inputs.resources().get(part).name() + ": " + inputs.parts().get(part).detail();
  }

  private int last() {
    return inputs.resources().size() - 1;
  }

  private ServingStep stay() {
    return ServingStep.of(state);
  }
}
