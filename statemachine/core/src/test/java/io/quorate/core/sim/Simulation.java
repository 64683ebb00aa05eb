package io.quorate.core.sim;

import io.quorate.core.registry.Facts;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One run: a world that starts, suffers, and heals. */
final class Simulation {
  /** Under this name grants are counted. */
  static final String GRANTED = "granted";

  private final long seed;
  private final World world;
  private long checked;

  Simulation(long seed, RuleBook rules, Trace trace) {
    this.seed = seed;
    this.world = new World(seed, rules, trace);
  }

  /** Runs to the end, or until an invariant does not hold. */
  SeedOutcome outcome() {
    try {
      long healNanos = run();
      return outcome(healNanos, null);
    } catch (InvariantBroken | RuntimeException broken) {
      // An exception of the rules is a bug of theirs, of the same weight as a broken invariant.
      return outcome(0, broken instanceof InvariantBroken ? broken.getMessage() : told(broken));
    }
  }

  private static String told(Throwable bug) {
    StackTraceElement[] stack = bug.getStackTrace();
    return bug + (stack.length > 0 ? " at " + stack[0] : "");
  }

  private SeedOutcome outcome(long healNanos, @Nullable String failure) {
    long grants = world.counts().getOrDefault(GRANTED, 0L);
    SortedMap<String, Long> counts = new TreeMap<>(world.counts());
    counts.remove(GRANTED);
    return new SeedOutcome(
        seed, world.queue.now(), world.queue.count(), grants, healNanos, counts, failure);
  }

  private long run() {
    world.note("---", () -> "seed " + seed + ", " + world.scenario);
    world.all().forEach(Machine::start);
    define();
    world.faults.start();
    world.replacements.start();
    world.operators.start();
    world.programs.start();
    world.configurators.start();
    world.sealers.start();
    while (world.queue.now() < world.scenario.faultNanos()) {
      step();
    }
    world.faults.heal();
    world.operators.goHome();
    world.programs.end();
    world.configurators.goHome();
    world.sealers.end();
    long healedAt = world.queue.now();
    EverythingHeals heals = new EverythingHeals(world);
    while (!heals.done() || !sameEverywhere()) {
      step();
      heals.check();
    }
    return world.queue.now() - healedAt;
  }

  private void step() {
    if (!world.queue.step()) {
      throw new IllegalStateException("nothing more will happen");
    }
    if (world.changes() != checked) {
      checked = world.changes();
      for (Invariant invariant : world.invariants) {
        invariant.check(world);
      }
    }
  }

  /** The groups are declared, however often that takes. */
  private void define() {
    if (!Facts.nodes(world.truth.store()).isEmpty() && !world.truth.groups().isEmpty()) {
      return;
    }
    if (world.anyLeader(world.dice(Dice.Concern.OPERATORS)) != null) {
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
