package io.quorate.server.agent;

import io.quorate.core.ClockReading;
import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.Revision;
import io.quorate.core.agent.Act;
import io.quorate.core.agent.Observation;
import io.quorate.core.agent.Workplace;
import io.quorate.core.declaration.Environment;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.declaration.Resource;
import io.quorate.core.facts.ToldHold;
import io.quorate.core.failover.CheckReport;
import io.quorate.core.failover.ResourceReport;
import io.quorate.core.serving.Effect;
import io.quorate.core.serving.GuardState;
import io.quorate.core.serving.PartView;
import io.quorate.core.serving.ServingState;
import io.quorate.core.serving.Stage;
import io.quorate.server.guard.Guard;
import io.quorate.server.guard.GuardStartFailure;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The guard, the resources and the checks of one group on this machine. Confined to the agent's
 * thread; whatever takes time is begun here and looked at later.
 */
final class GroupPlace implements Workplace {
  private static final Logger LOG = LoggerFactory.getLogger(GroupPlace.class);

  private final GroupId name;
  private final PlaceSetting setting;
  private final LocalTools local;
  private final Intents intents;
  private final GuardHandle guard;
  private final CommandLauncher launcher;
  private final Probes probes;
  private final HealthChecks checks;
  private final PromotionProof proof;
  private final UnmetDemands demands;
  private final GroupReports reports;
  private final LeaseMargins margins;
  private final List<ClockReading> deaths = new ArrayList<>();
  private GroupSpec served;
  private Revision revision = Revision.NONE;
  private List<RunningPart> running = List.of();

  /** Whether anything of what is served here needs a guard. */
  private boolean guarded;

  private Watch watch = Watch.STANDING_BY;

  /** Of the lease by which it serves; null until that was extended once. */
  private @Nullable ClockReading leaseEnd;

  /**
   * What the places of all groups share.
   *
   * @param intents what this node is about to serve
   * @param proof whether this node could promote
   * @param stirred told when something becomes known of a group
   * @param reports what others know of a group
   * @param margins told when a lease is extended
   */
  record Shared(
      Intents intents,
      PromotionProof proof,
      Stirred stirred,
      GroupReports reports,
      LeaseMargins margins) {}

  GroupPlace(PlaceSetting setting, LocalTools local, Shared shared, GroupSpec spec) {
    this.proof = shared.proof();
    this.reports = shared.reports();
    this.margins = shared.margins();
    this.name = spec.name();
    this.setting = setting;
    this.local = local;
    this.intents = shared.intents();
    this.served = spec;
    this.guard = new GuardHandle(local.guards(), local.workers(), proof::doubted);
    this.launcher = new CommandLauncher(setting, local, spec);
    this.probes = new Probes(setting.dataDirectory(), local.probes(), local.workers());
    this.checks = new HealthChecks(probes, local.probes());
    this.demands =
        new UnmetDemands(local.guards(), local.workers(), () -> shared.stirred().add(name));
  }

  /** Goes on with the guard of an earlier run of the agent (X5). */
  void adopt(Guard found) {
    guard.adopt(found);
    running.forEach(RunningPart::adopted);
  }

  /** Hooks of an earlier run, whose guard is gone, count as promoted (H4). */
  void cleanUp() {
    running.forEach(RunningPart::leftOver);
  }

  @Override
  public List<ClockReading> look(ClockReading now) {
    guard.look();
    running.forEach(part -> part.look(now));
    List<ClockReading> died = List.copyOf(deaths);
    deaths.clear();
    return died;
  }

  @Override
  public Observation observe() {
    List<PartView> views = running.stream().map(RunningPart::view).toList();
    List<ResourceReport> resources = running.stream().map(RunningPart::report).toList();
    List<CheckReport> known = new ArrayList<>(checks.reports());
    if (guarded) {
      proof.against().ifPresent(why -> known.add(cannotPromote("can-promote", why)));
    }
    List<GuardStartFailure> unmet = demands.unmet();
    if (!unmet.isEmpty()) {
      known.add(cannotPromote("can-run", unmet.get(0).sentence()));
    }
    return new Observation(
        views,
        guard.state(),
        guard.failure(),
        known,
        resources,
        reports.deliveries().apply(name),
        reports.facts().apply(name));
  }

  @Override
  public boolean still() {
    return checks.none()
        && guard.state() == GuardState.NONE
        && running.stream().allMatch(GroupPlace::down);
  }

  private static boolean down(RunningPart part) {
    return part.view().state() == PartView.State.DOWN;
  }

  /** It speaks against a standby; what serves already needs no new guard. */
  private CheckReport cannotPromote(String name, String why) {
    return new CheckReport(
        name,
        CheckReport.Result.FAILING,
        watch == Watch.SERVING ? CheckReport.Severity.WARNING : CheckReport.Severity.CRITICAL,
        why);
  }

  @Override
  public void entered(ServingState before, ServingState next) {
    if (next.stage() == before.stage()) {
      return;
    }
    LOG.info(
        "{}: {} -> {} epoch {}{}",
        name,
        before.stage(),
        next.stage(),
        next.epoch(),
        next.cause().isEmpty() ? "" : " (" + next.cause() + ")");
    if (next.stage() == Stage.IDLE) {
      boolean unused = later(() -> intents.remove(name, before.epoch())); // else at the next start
    }
  }

  @Override
  public void perform(Effect effect, Act act, ClockReading now) {
    launcher.about(act);
    if (effect instanceof Effect.LaunchGuard) {
      launch(act);
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
      LOG.info("{}: released epoch {}", name, release.epoch());
    }
  }

  private void launch(Act act) {
    ClockReading deadline = act.deadline();
    if (deadline != null) {
      Revision known = revision;
      try {
        guard.launch(
            GuardSpecs.of(act, setting, launcher::environment),
            GuardHandle.deadline(deadline),
            () -> intents.write(act.served(), act.epoch(), known));
      } catch (InvalidPathException unknownHere) {
        guard.cannotLaunch("this node has no such folder: " + unknownHere.getInput());
      }
    }
  }

  /** What this node is about to serve is on disk before a hook runs for it (H4). */
  private CompletableFuture<Void> noted() {
    GroupSpec spec = served;
    Epoch epoch = launcher.epoch();
    Revision known = revision;
    CompletableFuture<Void> noted = new CompletableFuture<>();
    boolean begun =
        later(
            () -> {
              try {
                intents.write(spec, epoch, known);
                noted.complete(null);
              } catch (IOException disk) {
                noted.completeExceptionally(
                    new IOException(
                        "what is served cannot be noted on disk: " + disk.getMessage()));
              }
            });
    if (!begun) {
      noted.completeExceptionally(new IOException("too much is to be done on this node"));
    }
    return noted;
  }

  /** False when too much waits: then it is never done. */
  private boolean later(Runnable task) {
    try {
      local.workers().execute(task);
      return true;
    } catch (RejectedExecutionException full) {
      LOG.warn("{}: too much to do: {}", name, String.valueOf(full.getMessage()));
      return false;
    }
  }

  @Override
  public void equip(GroupSpec next, Revision nextRevision) {
    served = next;
    revision = nextRevision;
    running = parts();
    guarded = next.resources().stream().anyMatch(Resource::guarded);
  }

  private List<RunningPart> parts() {
    PartFactory factory = new PartFactory(guard, launcher, probes, deaths::add, this::noted);
    List<RunningPart> list = new ArrayList<>();
    served.resources().forEach(resource -> list.add(resource.dispatch(factory)));
    return list;
  }

  @Override
  public void rearm() {
    running.forEach(RunningPart::rearm);
  }

  @Override
  public void watch(GroupSpec spec, Watch next, Act act) {
    watch = next;
    leaseEnd = next == Watch.SERVING ? leaseEnd : null;
    demands.declared(spec);
    launcher.about(act);
    checks.run(spec, next, () -> launcher.environment(Environment.EMPTY));
  }

  @Override
  public void extend(ClockReading deadline) {
    ClockReading end = leaseEnd;
    if (end != null) {
      margins.extended(end);
    }
    leaseEnd = deadline;
    guard.extend(deadline);
  }

  @Override
  public void hold(Revision declaration, String reason) {
    reports.holding().told(name, new ToldHold(declaration, reason));
  }

  /** Whether something is amiss with the guard that an operator should know. */
  boolean guardMissing() {
    return guarded && watch == Watch.SERVING && guard.state() != GuardState.ALIVE;
  }

  /** What the declaration demands of this machine that it does not have. */
  UnmetDemands demands() {
    return demands;
  }

  @Override
  public void close() {
    checks.close();
  }
}
