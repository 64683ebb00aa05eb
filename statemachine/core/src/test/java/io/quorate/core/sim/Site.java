package io.quorate.core.sim;

import io.quorate.core.ClockReading;
import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.Revision;
import io.quorate.core.agent.Act;
import io.quorate.core.agent.GroupAgent;
import io.quorate.core.agent.NodeAgent;
import io.quorate.core.agent.Observation;
import io.quorate.core.agent.Workplace;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.declaration.Resource;
import io.quorate.core.failover.CheckReport;
import io.quorate.core.serving.Effect;
import io.quorate.core.serving.GuardState;
import io.quorate.core.serving.PartView;
import io.quorate.core.serving.ServingState;
import io.quorate.core.serving.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of one group exists on one machine, whatever becomes of the agent: the guard, its services,
 * what hooks left.
 */
final class Site implements Workplace {
  private final World world;
  private final Machine machine;
  private final GroupId group;
  private final Dice dice;
  private final List<Part> parts = new ArrayList<>();
  private @Nullable GroupSpec spec;
  private @Nullable Guard guard;
  private Epoch started = Epoch.NONE;
  private int deaths;
  private int seenDeaths;

  private enum Life {
    ALIVE,
    DEAD
  }

  private static final class Part {
    final Resource resource;
    PartView.State view = PartView.State.DOWN;
    boolean alive;
    long work;

    Part(Resource resource) {
      this.resource = resource;
    }

    boolean service() {
      return resource.guarded();
    }
  }

  private static final class Guard {
    final Epoch epoch;
    final Duration fenceDelay;
    GuardState state = GuardState.STARTING;
    @Nullable ClockReading deadline;
    boolean fired;
    long killAt;
    boolean done;

    Guard(Epoch epoch, Duration fenceDelay) {
      this.epoch = epoch;
      this.fenceDelay = fenceDelay;
    }
  }

  Site(World world, Machine machine, GroupId group) {
    this.world = world;
    this.machine = machine;
    this.group = group;
    this.dice = world.dice(Dice.Concern.SERVICES);
  }

  /** Whether anything guarded runs at this instant; what is suspended does not. */
  boolean serves() {
    if (machine.suspended()) {
      return false;
    }
    for (Part part : parts) {
      if (part.alive) {
        return true;
      }
    }
    return false;
  }

  /** Whether everything was started; some of it may have died since. */
  boolean complete() {
    return parts.stream()
        .allMatch(part -> part.view == PartView.State.UP || part.view == PartView.State.FAILED);
  }

  /** The epoch for which what runs was started. */
  Epoch started() {
    return started;
  }

  @Override
  public List<ClockReading> look(ClockReading now) {
    List<ClockReading> died = Collections.nCopies(deaths - seenDeaths, now);
    seenDeaths = deaths;
    return died;
  }

  @Override
  public Observation observe() {
    List<PartView> views =
        parts.stream().map(part -> new PartView(part.view, "simulated")).toList();
    List<CheckReport> checks =
        world.faults.unfit(machine, group)
            ? List.of(
                new CheckReport(
                    "simulated", CheckReport.Result.FAILING, CheckReport.Severity.CRITICAL, ""))
            : List.of();
    return new Observation(
        views,
        guard == null ? GuardState.NONE : guard.state,
        "",
        checks,
        List.of(),
        List.of(),
        List.of());
  }

  @Override
  public boolean still() {
    return guard == null
        && !world.faults.unfit(machine, group) // its check may pass again by itself
        && parts.stream().allMatch(part -> part.view == PartView.State.DOWN);
  }

  @Override
  public void entered(ServingState before, ServingState next) {
    if (before.stage() != next.stage()) {
      world.note(
          machine,
          () -> group + " " + before.stage() + " -> " + next.stage() + " epoch " + next.epoch());
    }
    if (next.stage() == Stage.IDLE) {
      rests();
    }
  }

  @Override
  public void perform(Effect effect, Act act, ClockReading now) {
    world.note(machine, () -> group + " " + effect);
    if (effect instanceof Effect.LaunchGuard launch) {
      launchGuard(launch.epoch(), world.rules.guardDeadline(act.deadline()), act.fenceDelay());
    } else if (effect instanceof Effect.StartPart start) {
      hookBegins(act.epoch());
      start(start.part());
    } else if (effect instanceof Effect.QuiescePart quiesce) {
      quiesce(quiesce.part());
    } else if (effect instanceof Effect.StopPart stop) {
      stop(stop.part());
    } else if (effect instanceof Effect.Clear) {
      clear();
    }
  }

  @Override
  public void equip(GroupSpec served, Revision revision) {
    if (!served.equals(spec)) {
      declare(served);
    }
  }

  @Override
  public void rearm() {
    // What failed is seen as failed, and started again by the rules.
  }

  @Override
  public void watch(GroupSpec declared, Watch watch, Act act) {
    // Checks fail when the simulator says so.
  }

  @Override
  public void extend(ClockReading deadline) {
    Guard fed = guard;
    if (fed != null) {
      feed(fed.epoch, world.rules.guardDeadline(deadline));
    }
  }

  @Override
  public void hold(Revision declaration, String reason) {
    // No files are delivered here.
  }

  @Override
  public void close() {
    // What a site remembers of the group is the world's.
  }

  /** Whether the part runs from now on. */
  private void runs(Part part, Life life) {
    part.alive = life == Life.ALIVE;
    world.changed();
  }

  /** Takes another declaration; only while nothing of the group is here. */
  private void declare(GroupSpec next) {
    spec = next;
    parts.clear();
    next.resources().forEach(resource -> parts.add(new Part(resource)));
  }

  /**
   * Nothing of the group is here any more: what failed is forgotten, so that it is tried afresh.
   */
  private void rests() {
    parts.forEach(part -> part.view = PartView.State.DOWN);
  }

  /** What a starting agent finds and takes up (H4, X5). */
  void found(NodeAgent agent) {
    seenDeaths = deaths;
    GroupSpec known = spec;
    GroupAgent group = known == null ? null : agent.take(known, Revision.NONE);
    ServingState left = found();
    if (group == null || left.equals(ServingState.IDLE)) {
      return;
    }
    if (left.stage() == Stage.ADOPTED) {
      group.adopt(left.epoch());
    } else {
      group.cleanUp(left.epoch());
    }
  }

  private ServingState found() {
    Guard left = guard;
    boolean remains = false;
    for (Part part : parts) {
      part.work++;
      boolean touched = part.view != PartView.State.DOWN;
      if (part.service()) {
        part.view =
            part.alive ? PartView.State.UP : touched ? PartView.State.FAILED : PartView.State.DOWN;
      } else if (touched) {
        part.view = PartView.State.UP;
        remains = true;
      }
    }
    if (left != null && !left.done) {
      return ServingState.adopted(left.epoch);
    }
    guard = null;
    parts.stream().filter(Part::service).forEach(part -> part.view = PartView.State.DOWN);
    return remains ? ServingState.leftOver(started, parts.size()) : ServingState.IDLE;
  }

  private void launchGuard(Epoch epoch, @Nullable ClockReading deadline, Duration fenceDelay) {
    Guard begun = new Guard(epoch, fenceDelay);
    guard = begun;
    if (deadline == null) {
      begun.state = GuardState.LOST;
      begun.done = true;
      return;
    }
    feed(epoch, deadline);
    world.queue.after(
        dice.between(Millis.of(2), Millis.of(40)),
        () -> {
          if (begun.equals(guard) && begun.state == GuardState.STARTING) {
            begun.state = GuardState.ALIVE;
            stepAgent();
          }
        });
  }

  private void feed(Epoch epoch, @Nullable ClockReading deadline) {
    Guard fed = guard;
    if (deadline == null || fed == null || fed.fired || !fed.epoch.equals(epoch)) {
      return;
    }
    fed.deadline = deadline;
    lookAgain(fed, deadline);
  }

  private void lookAgain(Guard watched, ClockReading deadline) {
    long due = machine.clocks().realWhenBoot(deadline.bootNanos()) - world.queue.now();
    world.queue.after(
        Math.max(due, Millis.of(5)),
        () -> {
          if (watched.equals(guard) && deadline.equals(watched.deadline) && !watched.fired) {
            guardLooks();
            if (!watched.fired && !machine.suspended()) {
              lookAgain(watched, deadline);
            }
          }
        });
  }

  /**
   * The guard compares its clocks with its deadline, and kills what it guards when its time has
   * come.
   */
  void guardLooks() {
    Guard watching = guard;
    if (watching == null || watching.done || machine.suspended()) {
      return;
    }
    ClockReading deadline = watching.deadline;
    if (!watching.fired && deadline != null && reached(machine.clock(), deadline)) {
      watching.fired = true;
      watching.state = GuardState.LOST;
      long passed =
          Math.min(world.queue.now(), machine.clocks().realWhenBoot(deadline.bootNanos()));
      double share = dice.chance(0.5) ? dice.fraction() : 0.9999;
      long fence = (long) (watching.fenceDelay.toNanos() * share * world.rules.guardSlowness());
      watching.killAt = passed + machine.clocks().real(fence);
      world.note(machine, () -> group + " guard of " + watching.epoch + " fences");
      world.queue.after(watching.killAt - world.queue.now(), this::guardLooks);
    }
    if (watching.fired && world.queue.now() >= watching.killAt) {
      watching.done = true;
      killServices();
      stepAgent();
    }
  }

  private static boolean reached(ClockReading now, ClockReading deadline) {
    return now.monotonicNanos() >= deadline.monotonicNanos()
        || now.bootNanos() >= deadline.bootNanos()
        || now.wallMillis() >= deadline.wallMillis();
  }

  /** kill -9 of the guard: the kernel ends its children with it. */
  void killGuard() {
    if (guard != null && !guard.done) {
      world.note(machine, () -> group + " guard killed");
      guard.state = GuardState.LOST;
      guard.fired = true;
      guard.done = true;
      killServices();
      stepAgent();
    }
  }

  void powerCut() {
    guard = null;
    for (Part part : parts) {
      part.work++;
      runs(part, Life.DEAD);
      part.view = PartView.State.DOWN;
    }
  }

  /** A service dies by itself. */
  void serviceDies() {
    for (Part part : parts) {
      if (part.alive && part.view == PartView.State.UP) {
        world.note(machine, () -> group + " " + part.resource.name() + " dies");
        runs(part, Life.DEAD);
        part.view = PartView.State.FAILED;
        deaths++;
        stepAgent();
        return;
      }
    }
  }

  private void killServices() {
    for (Part part : parts) {
      if (part.alive) {
        part.work++;
        runs(part, Life.DEAD);
        part.view = PartView.State.FAILED;
      }
    }
  }

  private void start(int index) {
    Part part = parts.get(index);
    Guard guarding = guard;
    if (part.service()) {
      if (guarding == null || guarding.state != GuardState.ALIVE) {
        throw new InvariantBroken(
            "a service of " + group + " is started without a guard on " + machine);
      }
      started = guarding.epoch;
      runs(part, Life.ALIVE);
      world.note(machine, () -> group + " " + part.resource.name() + " runs for " + started);
    }
    boolean works = !world.faults.startsFail(machine, group);
    work(
        part,
        dice.between(Millis.of(5), Millis.of(400)),
        works ? PartView.State.UP : PartView.State.FAILED);
  }

  private void hookBegins(Epoch epoch) {
    started = epoch;
    world.changed();
  }

  private void quiesce(int index) {
    boolean works = !world.faults.startsFail(machine, group);
    work(
        parts.get(index),
        dice.between(Millis.of(5), Millis.of(300)),
        works ? PartView.State.QUIET : PartView.State.FAILED);
  }

  private void stop(int index) {
    Part part = parts.get(index);
    long slow = world.faults.stopsSlowly(machine, group) ? Millis.of(4_000) : Millis.of(300);
    // A service that does not stop is killed; a command that fails has failed.
    boolean fails = !part.service() && world.faults.stopsFail(machine, group);
    work(
        part,
        dice.between(Millis.of(2), slow),
        fails ? PartView.State.FAILED : PartView.State.DOWN);
  }

  /** Kills what is left and ends the guard. */
  private void clear() {
    machine.after(
        dice.between(Millis.of(1), Millis.of(30)),
        () -> {
          killServices();
          parts.stream().filter(Part::service).forEach(part -> part.view = PartView.State.DOWN);
          guard = null;
          stepAgent();
        });
  }

  private void work(Part part, long nanos, PartView.State end) {
    part.view = PartView.State.BUSY;
    long work = ++part.work;
    machine.after(
        nanos,
        () -> {
          if (part.work == work) {
            part.view = end;
            if (end == PartView.State.DOWN) {
              runs(part, Life.DEAD);
            }
            stepAgent();
          }
        });
  }

  private void stepAgent() {
    machine.receive(to -> to.agentSteps(group));
  }
}
