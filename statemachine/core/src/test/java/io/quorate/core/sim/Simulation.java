package io.quorate.core.sim;

import io.quorate.core.registry.Command;
import io.quorate.core.registry.NodeRecord;
import io.quorate.core.registry.Request;
import java.util.ArrayList;
import java.util.List;

/** One run: a world that starts, suffers, and heals. */
final class Simulation {
  private final long seed;
  private final World world;

  /**
   * What a run was like.
   *
   * @param realNanos simulated real time
   * @param events how much happened
   * @param grants epochs granted
   * @param healNanos from the last fault until everything was served
   */
  record Result(long realNanos, long events, long grants, long healNanos) {}

  Simulation(long seed, RuleBook rules, Trace trace) {
    this.seed = seed;
    this.world = new World(seed, rules, trace);
  }

  /** Runs to the end; throws {@link InvariantBroken} when an invariant does not hold. */
  Result run() {
    world.note("---", () -> "seed " + seed + ", " + world.scenario);
    world.all().forEach(Machine::start);
    define();
    world.faults.start();
    world.operators.start();
    while (world.queue.now() < world.scenario.faultNanos()) {
      step();
    }
    world.faults.heal();
    world.operators.goHome();
    long healedAt = world.queue.now();
    EverythingHeals heals = new EverythingHeals(world);
    while (!heals.done()) {
      step();
      heals.check();
    }
    long healNanos = world.queue.now() - healedAt;
    while (!sameEverywhere()) {
      step();
      heals.check();
    }
    long grants =
        world.truth.groups().stream().mapToLong(group -> group.role().epoch().value()).sum();
    return new Result(world.queue.now(), world.queue.count(), grants, healNanos);
  }

  private void step() {
    if (!world.queue.step()) {
      throw new IllegalStateException("nothing more will happen");
    }
    for (Invariant invariant : world.invariants) {
      invariant.check(world);
    }
  }

  /** The cluster gets its name and groups, however often that takes. */
  private void define() {
    List<NodeRecord> nodes = new ArrayList<>();
    world.all().forEach(machine -> nodes.add(new NodeRecord(machine.id(), machine.kind())));
    if (world.truth.lastIndex() > 0 && !world.truth.groups().isEmpty()) {
      return;
    }
    LeaderLoop leader = world.anyLeader(world.dice(Dice.Concern.OPERATORS));
    if (leader != null) {
      leader.ask(
          List.of(new Request(new Command.DefineCluster("sim", nodes), "operator", null, null)));
      world.operators.declareAll();
    }
    world.queue.after(Millis.of(200), this::define);
  }

  /** Replicas that have applied as much hold the same, to the last byte. */
  private boolean sameEverywhere() {
    for (Machine machine : world.all()) {
      if (!machine.up() || machine.raft().applied() != world.truth.lastIndex()) {
        return false;
      }
    }
    for (Machine machine : world.all()) {
      if (!machine.store().dump().equals(world.truth.store().dump())) {
        throw new InvariantBroken("replica " + machine + " differs from what the log says");
      }
    }
    return true;
  }
}
