package io.quorate.core.agent;

import io.quorate.core.ClockReading;
import io.quorate.core.Revision;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.failover.CheckReport;
import io.quorate.core.failover.ResourceReport;
import io.quorate.core.serving.Effect;
import io.quorate.core.serving.GuardState;
import io.quorate.core.serving.PartView;
import io.quorate.core.serving.ServingState;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A place in which everything that is begun with its first resource is done at once, unless it is
 * told otherwise; the others are as they are.
 */
final class FakePlace implements Workplace {
  final List<String> done = new ArrayList<>();
  final List<Act> acts = new ArrayList<>();
  final List<Revision> equipped = new ArrayList<>();
  final List<ClockReading> deaths = new ArrayList<>();
  List<CheckReport> checks = List.of();
  List<ResourceReport> resources = List.of();
  GuardState guard = GuardState.NONE;
  String trouble = "";
  GuardState nextGuard = GuardState.ALIVE;
  PartView.State part = PartView.State.DOWN;
  List<PartView.State> others = List.of();
  PartView.State whenStarted = PartView.State.UP;
  PartView.State whenQuiesced = PartView.State.QUIET;
  PartView.State whenStopped = PartView.State.DOWN;
  @Nullable ClockReading extended;
  @Nullable Watch watch;
  @Nullable String held;
  @Nullable GroupSpec watched;
  boolean throwing;
  boolean still;
  boolean throwingAtClear;
  boolean throwingWhenObserved;
  boolean throwingWhenStill;
  int looks;

  @Override
  public List<ClockReading> look(ClockReading now) {
    looks++;
    if (throwing) {
      throw new IllegalStateException("a fault of this group");
    }
    List<ClockReading> died = List.copyOf(deaths);
    deaths.clear();
    return died;
  }

  @Override
  public Observation observe() {
    if (throwingWhenObserved) {
      throw new IllegalStateException("a fault of this group's eyes");
    }
    List<PartView> parts = new ArrayList<>();
    parts.add(new PartView(part, "exited with 1"));
    others.forEach(other -> parts.add(new PartView(other, "")));
    return new Observation(parts, guard, trouble, checks, resources, List.of(), List.of());
  }

  @Override
  public boolean still() {
    if (throwingWhenStill) {
      throw new IllegalStateException("a fault of this group's rest");
    }
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
    acts.add(act);
    if (effect instanceof Effect.LaunchGuard) {
      guard = nextGuard;
    } else if (effect instanceof Effect.StartPart) {
      part = whenStarted;
    } else if (effect instanceof Effect.QuiescePart) {
      part = whenQuiesced;
    } else if (effect instanceof Effect.StopPart) {
      part = whenStopped;
    } else if (effect instanceof Effect.Clear) {
      clear();
    }
  }

  private void clear() {
    if (throwingAtClear) {
      throw new IllegalStateException("a fault of the killing");
    }
    guard = GuardState.NONE;
    part = PartView.State.DOWN;
  }

  @Override
  public void equip(GroupSpec served, Revision revision) {
    equipped.add(revision);
    part = PartView.State.DOWN;
  }

  @Override
  public void rearm() {
    done.add("rearm");
  }

  @Override
  public void watch(GroupSpec spec, Watch how, Act act) {
    watched = spec;
    watch = how;
  }

  @Override
  public void extend(ClockReading deadline) {
    extended = Objects.requireNonNull(deadline, "when the lease ends");
  }

  @Override
  public void hold(Revision declaration, String reason) {
    held = declaration + " " + reason;
  }

  @Override
  public void close() {
    done.add("closed");
  }
}
