package io.quorate.core.sim;

import io.quorate.core.GroupId;
import io.quorate.core.session.Heartbeat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Everything that goes wrong, at random, until it is told to stop. */
final class Faults {
  /** In how many seeds services wear out. */
  private static final double WORN = 0.3;

  private final World world;
  private final Dice dice;
  private final Dice wear;
  private final Map<String, Long> startsFail = new TreeMap<>();
  private final Map<String, Long> stopsSlowly = new TreeMap<>();
  private final Map<String, Long> stopsFail = new TreeMap<>();
  private final Map<String, Long> unfit = new TreeMap<>();
  private final List<Kind> kinds;
  private boolean over;

  private record Kind(String name, int weight, Runnable action) {}

  Faults(World world) {
    this.world = world;
    this.dice = world.dice(Dice.Concern.FAULTS);
    this.wear = world.dice(Dice.Concern.WEAR);
    Partitions partitions = new Partitions(world, dice);
    this.kinds =
        List.of(
            new Kind("partition whole", 3, partitions::whole),
            new Kind("partition one way", 3, partitions::oneWay),
            new Kind("partition partial", 3, partitions::partial),
            new Kind("partition partial, one way", 2, partitions::partialOneWay),
            new Kind("partition in two camps", 1, partitions::split),
            new Kind("flapping link", 2, partitions::flapping),
            new Kind("one port closed", 3, partitions::onePort),
            new Kind("network mended", 5, partitions::mend),
            new Kind("loss, duplicates, stragglers", 5, this::weather),
            new Kind("process paused", 8, this::pause),
            new Kind("machine suspended", 5, this::suspend),
            new Kind("process killed", 8, this::killProcess),
            new Kind("power cut", 5, this::crash),
            new Kind("lesser disk", 1, this::lesserDisk),
            new Kind("disk hangs", 3, this::diskHangs),
            new Kind("leader loop stuck", 2, this::loopSticks),
            new Kind("guard killed", 5, this::killGuard),
            new Kind("service dies", 5, this::serviceDies),
            new Kind("starts fail", 4, this::brokenStarts),
            new Kind("stops are slow", 4, this::slowStops),
            new Kind("stops fail", 3, this::brokenStops),
            new Kind("not well", 4, this::notWell),
            new Kind("wall clock set", 5, this::wallJumps),
            new Kind("leadership handed over", 4, this::handOver),
            new Kind("node leaves", 4, this::leaves));
  }

  void start() {
    strike();
    if (wear.chance(WORN)) {
      wearOut();
    }
  }

  private void strike() {
    long next = (long) (world.scenario.calmNanos() * -Math.log(1 - dice.fraction()));
    world.queue.after(
        next,
        () -> {
          if (!over) {
            Kind kind = any(dice.below(kinds.stream().mapToInt(Kind::weight).sum()));
            world.count(kind.name());
            kind.action().run();
            strike();
          }
        });
  }

  /** From time to time the services of a group keep dying on a node. */
  private void wearOut() {
    world.queue.after(
        Millis.of(wear.between(2_000, 20_000)),
        () -> {
          if (!over) {
            Machine machine = world.machine(wear.pick(world.dataNodes()));
            GroupId group = world.anyGroup(wear);
            world.count("service keeps dying");
            world.note(machine, () -> group + " keeps dying");
            diesAgain(machine.site(group), 2 + wear.below(4));
            wearOut();
          }
        });
  }

  private Kind any(int place) {
    int left = place;
    for (Kind kind : kinds) {
      left -= kind.weight();
      if (left < 0) {
        return kind;
      }
    }
    throw new IllegalStateException("no kind at " + place);
  }

  /** All faults are over: everything runs, everything is reachable. */
  void heal() {
    over = true;
    world.note("---", () -> "faults are over");
    world.network.unblockAll();
    world.network.weather(0, 0, 0);
    startsFail.clear();
    stopsSlowly.clear();
    stopsFail.clear();
    unfit.clear();
    for (Machine machine : world.all()) {
      machine.resumeNow();
      machine.works();
      machine.start();
      stay(machine, Heartbeat.Stay.STAYS);
    }
  }

  boolean over() {
    return over;
  }

  boolean startsFail(Machine machine, GroupId group) {
    return within(startsFail, machine, group);
  }

  boolean stopsSlowly(Machine machine, GroupId group) {
    return within(stopsSlowly, machine, group);
  }

  boolean stopsFail(Machine machine, GroupId group) {
    return within(stopsFail, machine, group);
  }

  boolean unfit(Machine machine, GroupId group) {
    return within(unfit, machine, group);
  }

  private boolean within(Map<String, Long> windows, Machine machine, GroupId group) {
    return !windows.isEmpty()
        && windows.getOrDefault(machine + "/" + group, 0L) > world.queue.now();
  }

  private void open(Map<String, Long> windows, String what) {
    Machine machine = anyData();
    GroupId group = world.anyGroup(dice);
    long length = Millis.of(dice.between(1_000, 15_000));
    windows.put(machine + "/" + group, world.queue.now() + length);
    world.note(machine, () -> group + " " + what + " for " + length / 1_000_000 + " ms");
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

  /** Somebody puts an empty disk in the place of a machine's own, and takes it out again (S4). */
  private void lesserDisk() {
    Machine machine = any();
    machine.crash();
    if (world.rules.refusesLesserDisk()) {
      world.note(machine, () -> "refuses to start with an empty disk; gets its own back");
    } else {
      world.note(machine, () -> "starts with an empty disk");
      machine.forgetEverything();
    }
    startLater(machine);
  }

  private void startLater(Machine machine) {
    long nanos = dice.chance(0.5) ? dice.between(50, 1_500) : dice.between(500, 9_000);
    world.queue.after(Millis.of(nanos), machine::start);
  }

  private void diskHangs() {
    any().diskHangs(Millis.of(dice.between(200, 15_000)));
  }

  private void loopSticks() {
    any().loopSticks(Millis.of(dice.between(200, 12_000)));
  }

  private void killGuard() {
    anyData().site(world.anyGroup(dice)).killGuard();
  }

  private void serviceDies() {
    anyData().site(world.anyGroup(dice)).serviceDies();
  }

  private void diesAgain(Site site, int times) {
    site.serviceDies();
    if (times > 1) {
      world.queue.after(
          Millis.of(wear.between(300, 2_500)),
          () -> {
            if (!over) {
              diesAgain(site, times - 1);
            }
          });
    }
  }

  private void brokenStarts() {
    open(startsFail, "fails to start");
  }

  private void slowStops() {
    open(stopsSlowly, "stops slowly");
  }

  private void brokenStops() {
    open(stopsFail, "fails to stop");
  }

  private void notWell() {
    open(unfit, "is not well");
  }

  private void wallJumps() {
    Machine machine = any();
    long most = dice.chance(0.3) ? 90_000 : 15_000;
    long millis = dice.between(-most, most);
    world.note(machine, () -> "wall clock set by " + millis + " ms");
    machine.wallJumps(millis);
  }

  private void handOver() {
    for (Machine machine : world.all()) {
      if (machine.running() && machine.raft().leads()) {
        machine.raft().handOver(dice.pick(world.voters()));
      }
    }
  }

  private void leaves() {
    Machine machine = anyData();
    world.note(machine, () -> "wants to leave");
    stay(machine, Heartbeat.Stay.LEAVES);
    world.queue.after(
        Millis.of(dice.between(500, 8_000)), () -> stay(machine, Heartbeat.Stay.STAYS));
  }

  private static void stay(Machine machine, Heartbeat.Stay how) {
    AgentShell agent = machine.agent();
    if (agent != null) {
      agent.stays(how);
    }
  }

  private Machine any() {
    return world.machine(dice.pick(world.voters()));
  }

  private Machine anyData() {
    return world.machine(dice.pick(world.dataNodes()));
  }
}
