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
import org.jspecify.annotations.Nullable;

/**
 * A place with one resource, in which everything that is begun is done at once, unless it is told
 * to fail.
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
  PartView.State whenQuiesced = PartView.State.QUIET;
  @Nullable ClockReading extended;
  @Nullable Watch watch;
  @Nullable GroupSpec watched;
  boolean throwing;
  boolean throwingAtClear;
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
    return new Observation(
        List.of(new PartView(part, "exited with 1")), guard, trouble, checks, resources);
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
      part = PartView.State.UP;
    } else if (effect instanceof Effect.QuiescePart) {
      part = whenQuiesced;
    } else if (effect instanceof Effect.StopPart) {
      part = PartView.State.DOWN;
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
    extended = deadline;
  }

  @Override
  public void close() {
    done.add("closed");
  }
}
