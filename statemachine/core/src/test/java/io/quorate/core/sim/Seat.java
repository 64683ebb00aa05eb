package io.quorate.core.sim;

import io.quorate.core.ClockReading;
import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.failover.MemberReport;
import io.quorate.core.lease.LeaseHolder;
import io.quorate.core.serving.Appearance;
import io.quorate.core.serving.Directive;
import io.quorate.core.serving.Effect;
import io.quorate.core.serving.PartView;
import io.quorate.core.serving.RestartBudget;
import io.quorate.core.serving.ServingInputs;
import io.quorate.core.serving.ServingRules;
import io.quorate.core.serving.ServingState;
import io.quorate.core.serving.ServingStep;
import io.quorate.core.serving.Stage;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An agent's view of one group: carries out what the serving rules say. */
final class Seat {
  private static final int MOST_STEPS = 200;

  private final World world;
  private final Machine machine;
  private final GroupId group;
  private final Site site;
  private final LeaseHolder leases;
  private final RestartBudget budget = new RestartBudget();
  private int seenDeaths;
  private ServingState state;
  private Directive directive = Directive.NONE;
  private Epoch released = Epoch.NONE;
  private Duration fenceDelay = Duration.ZERO;
  private @Nullable GroupSpec wanted;

  Seat(World world, Machine machine, GroupId group, LeaseHolder leases) {
    this.world = world;
    this.machine = machine;
    this.group = group;
    this.site = machine.site(group);
    this.leases = leases;
    this.seenDeaths = site.deaths();
    this.state = site.found();
  }

  Stage stage() {
    return state.stage();
  }

  /** What a heartbeat's answer says of the lease. */
  void leased(Epoch epoch, ClockReading sentAt, Duration lease, Duration fence) {
    leases.acknowledged(group, epoch, world.rules.leaseStart(sentAt, machine.clock()), lease);
    fenceDelay = fence;
    site.feed(epoch, deadline(epoch));
  }

  void directed(Directive next, @Nullable GroupSpec spec) {
    directive = next;
    wanted = spec;
  }

  void step() {
    GroupSpec spec = present();
    if (spec == null) {
      return;
    }
    for (int i = 0; i < MOST_STEPS; i++) {
      ServingInputs inputs = inputs(spec);
      ServingStep step = world.rules.step(state, inputs, ServingRules.next(state, inputs));
      if (step.state().equals(state) && saysNothingNew(step.effects())) {
        return;
      }
      note(step);
      state = step.state();
      step.effects().forEach(this::carryOut);
      if (state.stage() == Stage.IDLE) {
        site.rests();
      }
    }
    throw new InvariantBroken(group + " never comes to rest on " + machine + ": " + state);
  }

  private boolean saysNothingNew(List<Effect> effects) {
    return effects.isEmpty() || effects.equals(List.of(new Effect.Release(released)));
  }

  private void note(ServingStep step) {
    if (step.state().stage() != state.stage() || !step.effects().isEmpty()) {
      Stage before = state.stage();
      world.note(
          machine,
          () ->
              group
                  + " "
                  + before
                  + " -> "
                  + step.state().stage()
                  + " epoch "
                  + step.state().epoch()
                  + " "
                  + step.effects());
    }
  }

  private @Nullable GroupSpec present() {
    boolean idle = state.stage() == Stage.IDLE;
    if (idle && wanted != null && !wanted.equals(site.spec())) {
      site.declare(wanted);
    }
    return site.spec();
  }

  private ServingInputs inputs(GroupSpec spec) {
    Epoch epoch = state.epoch().value() != 0 ? state.epoch() : directive.epoch();
    ClockReading now = machine.clock();
    for (; seenDeaths < site.deaths(); seenDeaths++) {
      budget.died(now);
    }
    return new ServingInputs(
        spec.resources(),
        site.views(),
        directive,
        leases.remaining(group, epoch, now),
        spec.timing().stopBudget(),
        world.rules.guard(state, site.guard()),
        budget.restart(spec.failover(), now));
  }

  private void carryOut(Effect effect) {
    if (effect instanceof Effect.LaunchGuard launch) {
      site.launchGuard(launch.epoch(), deadline(launch.epoch()), fenceDelay);
    } else if (effect instanceof Effect.StartPart start) {
      site.hookBegins(state.epoch());
      site.start(start.part());
    } else if (effect instanceof Effect.QuiescePart quiesce) {
      site.quiesce(quiesce.part());
    } else if (effect instanceof Effect.StopPart stop) {
      site.stop(stop.part());
    } else if (effect instanceof Effect.Clear) {
      site.clear();
    } else if (effect instanceof Effect.Release release) {
      released = release.epoch();
      if (world.rules.remembersReleases()) {
        leases.release(group, release.epoch());
      }
    }
  }

  private @Nullable ClockReading deadline(Epoch epoch) {
    return world.rules.guardDeadline(leases.deadline(group, epoch));
  }

  MemberReport report() {
    List<String> failing = world.faults.unfit(machine, group) ? List.of("simulated") : List.of();
    return new MemberReport(
        state.epoch(),
        Appearance.of(state.stage(), site.views(), null),
        state.cause(),
        world.rules.remembersReleases() ? leases.released(group) : released,
        state.failed(),
        quiescing(),
        !failing.isEmpty() || wornOut() ? MemberReport.Fitness.UNFIT : MemberReport.Fitness.FIT,
        failing);
  }

  private boolean wornOut() {
    GroupSpec spec = site.spec();
    if (spec == null) {
      return false;
    }
    budget.look(state.stage(), site.views(), machine.clock());
    return budget.unfit(spec.failover(), machine.clock());
  }

  private MemberReport.Quiescing quiescing() {
    boolean failed =
        state.stage() == Stage.QUIESCING
            && state.position() >= 0
            && site.views().get(state.position()).state() == PartView.State.FAILED;
    if (failed) {
      return MemberReport.Quiescing.FAILED;
    }
    return state.stage() == Stage.QUIET ? MemberReport.Quiescing.DONE : MemberReport.Quiescing.NO;
  }
}
