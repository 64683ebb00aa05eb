package io.quorate.core.sim;

import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;
import io.quorate.core.leader.Voters;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.Decision;
import io.quorate.core.registry.Request;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Everything that exists in one simulation. */
final class World {
  final EventQueue queue = new EventQueue();
  final Trace trace;
  final RuleBook rules;
  final Scenario scenario;
  final Network network;
  final Truth truth;
  final Faults faults;
  final Operators operators;
  final Programs programs;
  final Configurators configurators;
  final Sealers sealers;
  final Replacements replacements;
  final WorstMoments moments;
  final List<Invariant> invariants;
  private final Map<Dice.Concern, Dice> dice = new EnumMap<>(Dice.Concern.class);
  private final SortedMap<NodeId, Machine> machines = new TreeMap<>();
  private final SortedMap<String, Long> counts = new TreeMap<>();
  private final Voters founders;
  private final List<NodeId> voters;
  private final List<NodeId> dataNodes;
  private long changes;

  World(long seed, RuleBook rules, Trace trace) {
    for (Dice.Concern concern : Dice.Concern.values()) {
      dice.put(concern, new Dice(seed, concern));
    }
    this.trace = trace;
    this.rules = rules;
    this.scenario = Scenario.of(dice(Dice.Concern.SCENARIO));
    this.network = new Network(this, dice(Dice.Concern.NETWORK));
    this.truth = new Truth(this);
    this.faults = new Faults(this);
    this.operators = new Operators(this);
    this.programs = new Programs(this);
    this.configurators = new Configurators(this);
    this.sealers = new Sealers(this);
    this.replacements = new Replacements(this);
    this.moments = new WorstMoments(this);
    this.invariants = rules.invariants();
    this.founders = Voters.of(scenario.nodes().keySet());
    scenario.nodes().forEach(this::add);
    this.voters = List.copyOf(machines.keySet());
    this.dataNodes = scenario.dataNodes();
  }

  private void add(NodeId id, NodeKind kind) {
    Dice clocks = dice(Dice.Concern.CLOCKS);
    double extreme = clocks.chance(0.5) ? 1 : -1;
    double share = clocks.chance(0.6) ? extreme : 2 * clocks.fraction() - 1;
    machines.put(id, new Machine(this, id, kind, new NodeClock(1 + share * rules.drift() / 2)));
  }

  Dice dice(Dice.Concern concern) {
    Dice found = dice.get(concern);
    if (found == null) {
      throw new IllegalStateException("no dice for " + concern);
    }
    return found;
  }

  Machine machine(NodeId id) {
    Machine machine = machines.get(id);
    if (machine == null) {
      throw new IllegalStateException("no machine " + id);
    }
    return machine;
  }

  Collection<Machine> all() {
    return machines.values();
  }

  /** Who formed the cluster. */
  Voters founders() {
    return founders;
  }

  List<NodeId> voters() {
    return voters;
  }

  List<NodeId> dataNodes() {
    return dataNodes;
  }

  /** The witness, when there is one. */
  @Nullable NodeId witness() {
    return voters.stream().filter(voter -> !dataNodes.contains(voter)).findFirst().orElse(null);
  }

  /** Who serves what, or what the registry's history says, is another than before. */
  void changed() {
    changes++;
  }

  /** How often something changed that invariants look at. */
  long changes() {
    return changes;
  }

  /** Counts what happened, for the report. */
  void count(String what) {
    counts.merge(what, 1L, Long::sum);
  }

  SortedMap<String, Long> counts() {
    return counts;
  }

  /** An operator has got an answer. */
  void answered(Request request, Decision decision) {
    invariants.forEach(invariant -> invariant.answered(request, decision));
  }

  GroupId anyGroup(Dice with) {
    return with.pick(scenario.specs()).name();
  }

  /** Some node that runs and believes that it leads; there may be two. */
  @Nullable LeaderShell anyLeader(Dice with) {
    List<LeaderShell> leaders = new ArrayList<>();
    for (Machine machine : machines.values()) {
      LeaderShell loop = machine.running() ? machine.loop() : null;
      if (loop != null) {
        leaders.add(loop);
      }
    }
    return leaders.isEmpty() ? null : with.pick(leaders);
  }

  /** Somebody asks a node that believes that it leads; nobody does while there is none. */
  void ask(Dice with, Supplier<Request> asked) {
    LeaderShell leader = anyLeader(with);
    if (leader != null) {
      Request request = asked.get();
      count("asked: " + what(request.command()).getClass().getSimpleName());
      leader.ask(request);
    }
  }

  private static Object what(Command command) {
    if (command instanceof Command.Configure configure) {
      return configure.change();
    }
    return command instanceof Command.KeepSecrets keep ? keep.change() : command;
  }

  /** What becomes of a proposal on its way to the log. */
  enum Luck {
    /** It is appended, and its sender learns what became of it. */
    ARRIVES,
    /** It is appended, and its sender never learns of it. */
    UNHEARD,
    /** It is never appended, and its sender never learns of it. */
    LOST,
    /** It is held up, and appended when its sender has long stopped waiting for it. */
    LATE,
    /** It is never appended, and its sender is told so. */
    REFUSED
  }

  /** How many of the requests that were asked for at once leave in a batch of their own; 0: all. */
  int splits(int requests) {
    Dice network = dice(Dice.Concern.NETWORK);
    return requests > 1 && network.chance(0.5) ? 1 + network.below(requests - 1) : 0;
  }

  /** For how long a proposal is held up. */
  long heldUp() {
    return Millis.of(dice(Dice.Concern.NETWORK).between(100, 8_000));
  }

  /** A proposal whose sender heard nothing may be sent again, to whoever leads by then. */
  void perhapsAgain(List<Request> requests) {
    Dice retries = dice(Dice.Concern.NETWORK);
    if (retries.chance(0.1)) {
      NodeId to = retries.pick(voters);
      queue.after(
          Millis.of(retries.chance(0.7) ? retries.between(10, 4_000) : retries.between(10, 20_000)),
          () -> machine(to).receive(m -> m.propose(rules.repeated(requests))));
    }
  }

  void note(Object who, Supplier<String> what) {
    trace.line(queue.now(), who, what);
  }
}
