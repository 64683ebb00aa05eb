package io.quorate.server.agent;

import io.quorate.core.ClockReading;
import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.PlainText;
import io.quorate.core.declaration.Environment;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.declaration.Resource;
import io.quorate.core.lease.LeaseHolder;
import io.quorate.core.registry.MemberState;
import io.quorate.core.serving.Appearance;
import io.quorate.core.serving.Directive;
import io.quorate.core.serving.Effect;
import io.quorate.core.serving.GuardState;
import io.quorate.core.serving.PartView;
import io.quorate.core.serving.RestartBudget;
import io.quorate.core.serving.ServingInputs;
import io.quorate.core.serving.ServingRules;
import io.quorate.core.serving.ServingState;
import io.quorate.core.serving.ServingStep;
import io.quorate.core.serving.Stage;
import io.quorate.server.guard.Guard;
import io.quorate.server.wire.States;
import io.quorate.v1.GroupReport;
import java.nio.file.InvalidPathException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One group on this node: asks the core what to do next and does it. Confined to the agent's
 * thread; whatever takes time is begun here and looked at later.
 */
final class MemberAgent {
  private static final Logger LOG = LoggerFactory.getLogger(MemberAgent.class);

  /** Steps in a row that cost nothing; more would be two rules that undo each other. */
  private static final int MAX_STEPS = 200;

  private final GroupId name;
  private final AgentParts parts;
  private final LeaseHolder leases;
  private final GuardHandle guard;
  private final CommandLauncher launcher;
  private final Probes probes;
  private final HealthChecks checks;
  private final RestartBudget budget = new RestartBudget();
  private GroupSpec spec;
  private GroupSpec served;
  private long revision;
  private List<RunningPart> running;
  private Directive directive = Directive.NONE;
  private ServingState state = ServingState.IDLE;
  private String reason = "";
  private boolean wornOut;

  MemberAgent(
      AgentParts parts, AgentParts.Local local, LeaseHolder leases, GroupSpec spec, long revision) {
    this.name = spec.name();
    this.parts = parts;
    this.leases = leases;
    this.spec = spec;
    this.served = spec;
    this.revision = revision;
    this.guard = new GuardHandle(local.guards(), local.workers());
    this.launcher = new CommandLauncher(parts, local, spec);
    this.probes = new Probes(parts, local);
    this.checks = new HealthChecks(probes, local);
    this.running = parts();
  }

  GroupId name() {
    return name;
  }

  ServingState state() {
    return state;
  }

  Duration heartbeat() {
    return spec.timing().heartbeat();
  }

  GroupSpec spec() {
    return spec;
  }

  /**
   * Takes a new declaration: checks and policy at once, resources and timing at the next start
   * (S3).
   */
  void declare(GroupSpec next, long nextRevision) {
    spec = next;
    revision = nextRevision;
    if (state.stage() == Stage.IDLE) {
      served = next;
      running = parts();
    }
  }

  void direct(Directive next, String why) {
    directive = next;
    reason = why;
  }

  /** Goes on with the guard of an earlier run of the agent (X5). */
  void adopt(Guard found) {
    guard.adopt(found);
    state = ServingState.adopted(new Epoch(found.identity().epoch()));
    launcher.about(served, state.epoch(), "re-adopted");
    running.forEach(RunningPart::adopted);
  }

  /** Undoes what the hooks of an earlier run did, whose guard is gone (H4). */
  void cleanUp(Epoch left) {
    state = ServingState.leftOver(left, served.resources().size());
    launcher.about(served, left, state.cause());
    running.forEach(RunningPart::leftOver);
  }

  /** Whether nothing of the group is here and nothing is wanted. */
  boolean quiet() {
    boolean wanted =
        directive.step() == Directive.Step.SERVE || directive.step() == Directive.Step.QUIESCE;
    return state.stage() == Stage.IDLE && !wanted;
  }

  /**
   * Goes as far as it can without waiting; says whether anything changed that others should know.
   */
  boolean advance(ClockReading now) {
    guard.look();
    running.forEach(part -> part.look(now));
    ServingState before = state;
    for (int step = 0; step < MAX_STEPS; step++) {
      ServingStep next = ServingRules.next(state, inputs(now));
      if (next.effects().isEmpty() && next.state().equals(state)) {
        watchHealth(now);
        return !before.equals(state);
      }
      enter(next.state());
      next.effects().forEach(effect -> begin(effect, now));
    }
    throw new IllegalStateException(name + " does not settle: " + state);
  }

  private ServingInputs inputs(ClockReading now) {
    Epoch asked = state.stage() == Stage.IDLE ? directive.epoch() : state.epoch();
    return new ServingInputs(
        served.resources(),
        views(),
        directive,
        leases.remaining(name, asked, now),
        served.timing().stopBudget(),
        guard.state(),
        budget.restart(spec.failover(), now));
  }

  private List<PartView> views() {
    return running.stream().map(RunningPart::view).toList();
  }

  private void enter(ServingState next) {
    if (next.stage() != state.stage()) {
      LOG.info(
          "{}: {} -> {} epoch {}{}",
          name,
          state.stage(),
          next.stage(),
          next.epoch(),
          next.cause().isEmpty() ? "" : " (" + next.cause() + ")");
      boolean undone =
          next.stage() == Stage.PROMOTING
              && (state.stage() == Stage.QUIESCING || state.stage() == Stage.QUIET);
      if (undone) {
        running.forEach(RunningPart::rearm);
      }
    }
    boolean begins = state.stage() == Stage.IDLE && next.stage() == Stage.PROMOTING;
    state = next;
    if (begins) {
      served = spec;
      running = parts();
    }
    launcher.about(served, state.epoch(), reason);
  }

  private void begin(Effect effect, ClockReading now) {
    if (effect instanceof Effect.LaunchGuard launch) {
      launch(launch.epoch());
    } else if (effect instanceof Effect.StartPart start) {
      running.get(start.part()).start(now);
    } else if (effect instanceof Effect.QuiescePart quiesce) {
      running.get(quiesce.part()).quiesce();
    } else if (effect instanceof Effect.StopPart stop) {
      running.get(stop.part()).stop();
    } else if (effect instanceof Effect.Clear) {
      guard.clear();
      running.forEach(RunningPart::cleared);
    } else if (effect instanceof Effect.Release release) {
      leases.release(name, release.epoch());
      LOG.info("{}: released epoch {}", name, release.epoch());
    }
  }

  private void launch(Epoch epoch) {
    ClockReading deadline = leases.deadline(name, epoch);
    if (deadline != null) {
      try {
        guard.launch(
            GuardSpecs.of(served, epoch, parts.settings(), launcher::environment),
            GuardHandle.deadline(deadline));
      } catch (InvalidPathException unknownHere) {
        guard.cannotLaunch("the locale of this node has no such folder: " + unknownHere.getInput());
      }
    }
  }

  /** Carries a longer lease to the guard (H1). */
  void extend() {
    ClockReading deadline = leases.deadline(name, state.epoch());
    if (deadline != null) {
      guard.extend(deadline);
    }
  }

  private List<RunningPart> parts() {
    PartFactory factory = new PartFactory(guard, launcher, probes, budget);
    List<RunningPart> list = new ArrayList<>();
    served.resources().forEach(resource -> list.add(resource.dispatch(factory)));
    return list;
  }

  private void watchHealth(ClockReading now) {
    boolean serving = servingStage();
    checks.run(
        spec,
        serving ? HealthChecks.Where.SERVING : HealthChecks.Where.STANDING_BY,
        launcher.environment(Environment.EMPTY));
    budget.look(state.stage(), views(), now);
    wornOut = budget.unfit(spec.failover(), now);
  }

  private boolean servingStage() {
    return state.stage() == Stage.SERVING
        || state.stage() == Stage.QUIESCING
        || state.stage() == Stage.QUIET;
  }

  /** What the leader is told. */
  GroupReport report() {
    String failing = checks.failing();
    boolean unfit = wornOut || (failing != null && servingStage());
    MemberState visible = Appearance.of(state.stage(), views(), failing);
    GroupReport.Builder report =
        GroupReport.newBuilder()
            .setGroup(name.value())
            .setEpoch(state.epoch().value())
            .setState(States.message(visible))
            .setCause(PlainText.of(cause(failing)))
            .setReleasedEpoch(leases.released(name).value())
            .setFailedEpoch(state.failed().value())
            .setRevision(revision)
            .setQuiescing(quiescing())
            .setUnfit(unfit);
    checks.statuses().forEach(report::addChecks);
    if (state.stage() != Stage.IDLE) {
      running.forEach(part -> report.addResources(part.status()));
    }
    return report.build();
  }

  private GroupReport.Quiescing quiescing() {
    if (state.stage() == Stage.QUIET) {
      return GroupReport.Quiescing.DONE;
    }
    boolean failed =
        state.stage() == Stage.QUIESCING && running.stream().anyMatch(RunningPart::failedToQuiesce);
    return failed ? GroupReport.Quiescing.FAILED : GroupReport.Quiescing.QUIESCING_UNSPECIFIED;
  }

  private String cause(@Nullable String failing) {
    if (!guard.failure().isEmpty()) {
      return guard.failure();
    }
    String broken = state.stage() == Stage.SERVING ? broken() : null;
    if (broken != null) {
      return broken;
    }
    if (failing != null) {
      return "check " + failing + " fails";
    }
    return wornOut && state.cause().isEmpty() ? served.failover().restartsSpent() : state.cause();
  }

  private @Nullable String broken() {
    for (int part = 0; part < running.size(); part++) {
      PartView view = running.get(part).view();
      if (view.state() != PartView.State.UP) {
        return served.resources().get(part).name() + ": " + view.detail();
      }
    }
    return null;
  }

  /** The word for the role file. */
  String role() {
    return switch (state.stage()) {
      case IDLE -> "standby";
      case ADOPTED, PROMOTING -> "promoting";
      case SERVING, QUIESCING, QUIET -> "active";
      case DEMOTING, CLEARING, CLEANUP -> "demoting";
    };
  }

  /** CLOCK_BOOTTIME when the right to serve ends; 0 when there is none. */
  long leaseEndBootNanos() {
    ClockReading deadline = leases.deadline(name, state.epoch());
    return deadline == null ? 0 : deadline.bootNanos();
  }

  /** What is left of the lease of what is served; null when nothing is. */
  @Nullable Duration leaseLeft(ClockReading now) {
    return state.epoch().value() == 0 ? null : leases.remaining(name, state.epoch(), now);
  }

  /** Whether something is amiss with the guard that an operator should know. */
  boolean guardMissing() {
    return servingStage()
        && served.resources().stream().anyMatch(Resource::guarded)
        && guard.state() != GuardState.ALIVE;
  }

  void close() {
    checks.close();
  }
}
