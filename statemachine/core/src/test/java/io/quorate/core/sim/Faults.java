package io.quorate.core.sim;

import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Everything that goes wrong, at random, until it is told to stop. */
final class Faults {
  private final World world;
  private final Dice dice;
  private final Map<String, Long> startsFail = new TreeMap<>();
  private final Map<String, Long> stopsSlowly = new TreeMap<>();
  private final Map<String, Long> unfit = new TreeMap<>();
  private final List<Runnable> kinds;
  private boolean over;

  Faults(World world) {
    this.world = world;
    this.dice = world.dice(Dice.Concern.FAULTS);
    this.kinds =
        List.of(
            this::cut,
            this::cut,
            this::mendNetwork,
            this::weather,
            this::pause,
            this::pause,
            this::suspend,
            this::killProcess,
            this::killProcess,
            this::crash,
            this::killGuard,
            this::serviceDies,
            this::brokenStarts,
            this::slowStops,
            this::notWell,
            this::wallJumps,
            this::leaves);
  }

  void start() {
    long next = (long) (world.scenario.calmNanos() * -Math.log(1 - dice.fraction()));
    world.queue.after(
        next,
        () -> {
          if (!over) {
            dice.pick(kinds).run();
            start();
          }
        });
  }

  /** All faults are over: everything runs, everything is reachable. */
  void heal() {
    over = true;
    world.note("---", () -> "faults are over");
    world.network.unblockAll();
    world.network.weather(0, 0, 0);
    startsFail.clear();
    stopsSlowly.clear();
    unfit.clear();
    for (Machine machine : world.all()) {
      machine.resumeNow();
      machine.start();
      stay(machine, Heartbeat.Stay.STAYS);
    }
  }

  boolean startsFail(Machine machine, GroupId group) {
    return within(startsFail, machine, group);
  }

  boolean stopsSlowly(Machine machine, GroupId group) {
    return within(stopsSlowly, machine, group);
  }

  boolean unfit(Machine machine, GroupId group) {
    return within(unfit, machine, group);
  }

  private boolean within(Map<String, Long> windows, Machine machine, GroupId group) {
    return windows.getOrDefault(machine + "/" + group, 0L) > world.queue.now();
  }

  private void open(Map<String, Long> windows, String what) {
    Machine machine = anyData();
    GroupId group = world.anyGroup(dice);
    long length = Millis.of(dice.between(1_000, 15_000));
    windows.put(machine + "/" + group, world.queue.now() + length);
    world.note(machine, () -> group + " " + what + " for " + length / 1_000_000 + " ms");
  }

  private void cut() {
    List<NodeId> voters = world.voters();
    NodeId one = dice.pick(voters);
    int how = dice.below(4);
    for (NodeId other : voters) {
      boolean whole = how >= 2 || other.equals(dice.pick(voters));
      if (!other.equals(one) && whole) {
        if (how != 1) {
          world.network.block(one, other);
        }
        if (how != 0) {
          world.network.block(other, one);
        }
      }
    }
    world.note("net", () -> one + " is cut off, way " + how);
    if (dice.chance(0.7)) {
      world.queue.after(Millis.of(dice.between(100, 9_000)), this::mendNetwork);
    }
  }

  private void mendNetwork() {
    world.note("net", () -> "mended");
    world.network.unblockAll();
  }

  private void weather() {
    double loss = dice.chance(0.5) ? 0 : dice.fraction() * 0.4;
    double twice = dice.chance(0.5) ? 0 : dice.fraction() * 0.3;
    double late = dice.chance(0.3) ? 0 : dice.fraction() * 0.5;
    world.note("net", () -> "weather " + loss + " " + twice + " " + late);
    world.network.weather(loss, twice, late);
  }

  private void pause() {
    any().pause(Machine.Pace.PAUSED, Millis.of(dice.between(50, 9_000)));
  }

  private void suspend() {
    any().pause(Machine.Pace.SUSPENDED, Millis.of(dice.between(50, 9_000)));
  }

  private void killProcess() {
    Machine machine = any();
    machine.killProcess();
    startLater(machine);
  }

  private void crash() {
    Machine machine = any();
    machine.crash();
    startLater(machine);
  }

  private void startLater(Machine machine) {
    long nanos = dice.chance(0.5) ? dice.between(50, 1_500) : dice.between(500, 9_000);
    world.queue.after(Millis.of(nanos), machine::start);
  }

  private void killGuard() {
    anyData().site(world.anyGroup(dice)).killGuard();
  }

  private void serviceDies() {
    anyData().site(world.anyGroup(dice)).serviceDies();
  }

  private void brokenStarts() {
    open(startsFail, "fails to start");
  }

  private void slowStops() {
    open(stopsSlowly, "stops slowly");
  }

  private void notWell() {
    open(unfit, "is not well");
  }

  private void wallJumps() {
    Machine machine = any();
    long millis = dice.between(-15_000, 15_000);
    world.note(machine, () -> "wall clock set by " + millis + " ms");
    machine.wallJumps(millis);
  }

  private void leaves() {
    Machine machine = anyData();
    world.note(machine, () -> "wants to leave");
    stay(machine, Heartbeat.Stay.LEAVES);
    world.queue.after(
        Millis.of(dice.between(500, 8_000)), () -> stay(machine, Heartbeat.Stay.STAYS));
  }

  private static void stay(Machine machine, Heartbeat.Stay how) {
    Agent agent = machine.agent();
    if (agent != null) {
      agent.leaves(how);
    }
  }

  private Machine any() {
    return world.machine(dice.pick(world.voters()));
  }

  private Machine anyData() {
    return world.machine(dice.chance(0.5) ? Scenario.A : Scenario.B);
  }
}
