package io.quorate.core.agent;

import io.quorate.core.ClockReading;
import io.quorate.core.Revision;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.serving.Effect;
import io.quorate.core.serving.GuardState;
import io.quorate.core.serving.PartView;
import io.quorate.core.serving.ServingState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A place in which everything that is begun is done at once, unless it is told to fail. */
final class FakePlace implements Workplace {
  final List<String> done = new ArrayList<>();
  GuardState guard = GuardState.NONE;
  String trouble = "";
  GuardState nextGuard = GuardState.ALIVE;
  @Nullable ClockReading extended;
  boolean throwing;
  boolean still;
  int looks;
  private PartView.State part = PartView.State.DOWN;

  @Override
  public List<ClockReading> look(ClockReading now) {
    looks++;
    if (throwing) {
      throw new IllegalStateException("a fault of this group");
    }
    return List.of();
  }

  @Override
  public Observation observe() {
    return new Observation(List.of(new PartView(part, "")), guard, trouble, List.of(), List.of());
  }

  @Override
  public boolean still() {
    return still;
  }

  @Override
  public void entered(ServingState before, ServingState next) {
    if (before.stage() != next.stage()) {
      done.add(next.stage().name());
    }
  }

  @Override
  public void perform(Effect effect, Act act, ClockReading now) {
    done.add(effect.getClass().getSimpleName());
    if (effect instanceof Effect.LaunchGuard) {
      guard = nextGuard;
    } else if (effect instanceof Effect.StartPart) {
      part = PartView.State.UP;
    } else if (effect instanceof Effect.StopPart) {
      part = PartView.State.DOWN;
    } else if (effect instanceof Effect.Clear) {
      guard = GuardState.NONE;
      part = PartView.State.DOWN;
    }
  }

  @Override
  public void equip(GroupSpec served, Revision revision) {
    part = PartView.State.DOWN;
  }

  @Override
  public void rearm() {
    done.add("rearm");
  }

  @Override
  public void watch(GroupSpec spec, Watch watch, Act act) {
    // Nothing is watched here.
  }

  @Override
  public void extend(ClockReading deadline) {
    extended = deadline;
  }

  @Override
  public void close() {
    done.add("closed");
  }
}
