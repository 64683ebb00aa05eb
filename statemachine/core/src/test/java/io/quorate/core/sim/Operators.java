package io.quorate.core.sim;

import io.quorate.core.ClusterTime;
import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.RequestId;
import io.quorate.core.Revision;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.Operation;
import io.quorate.core.registry.Registry;
import io.quorate.core.registry.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * People, who do things at the worst moment. They talk to whichever node believes that it leads.
 */
final class Operators {
  /** Begins the name of whoever asks; each request has a name of its own. */
  static final String ACTOR = "operator-";

  private final World world;
  private final Dice dice;
  private final List<Runnable> kinds;
  private final Declarations declarations;
  private final List<Fencing> fencing = new ArrayList<>();
  private long asked;
  private boolean over;

  /** Whether anybody does anything. */
  enum Presence {
    BUSY,
    AWAY
  }

  /** A death that an operator has seen to, and will vouch for until the registry has taken note. */
  private record Fencing(GroupId group, Epoch epoch, NodeId dead, NodeId to) {}

  Operators(World world) {
    this.world = world;
    this.dice = world.dice(Dice.Concern.OPERATORS);
    this.declarations = new Declarations(world.scenario, dice);
    this.kinds =
        List.of(
            this::switchover,
            this::switchover,
            this::switchover,
            this::cancel,
            this::pause,
            this::resume,
            this::resume,
            this::force,
            this::forceWitness,
            this::delete,
            this::declare,
            this::declare,
            this::declare,
            this::declare);
  }

  void start() {
    if (world.scenario.operators() == Presence.AWAY) {
      return;
    }
    world.queue.after(
        Millis.of(dice.between(300, 6_000)),
        () -> {
          if (!over) {
            dice.pick(kinds).run();
            start();
          }
        });
  }

  /** Nobody does anything new; what was paused is resumed, groups are declared as at first. */
  void goHome() {
    over = true;
    keepTidying();
  }

  private void keepTidying() {
    ask(new Command.SetAutomation(null, GroupRecord.Automation.RUNNING, "all is well"));
    for (GroupSpec spec : world.scenario.specs()) {
      GroupRecord group = world.truth.group(spec.name());
      if (group == null) {
        ask(new Command.ApplyGroup(spec, null));
      } else {
        restore(group, spec);
      }
      if (group != null && waitsForPeople(group)) {
        NodeId to = dice.pick(group.spec().members()).node();
        ask(new Command.ForceRole(group.spec().name(), group.role().epoch(), to, ""));
      }
    }
    world.queue.after(Millis.of(5_000), this::keepTidying);
  }

  /**
   * A manual group that was lost by a node which is no member any more: nobody gets it by himself.
   */
  private static boolean waitsForPeople(GroupRecord group) {
    return !group.role().open() && group.members().keySet().stream().allMatch(group::leftToPeople);
  }

  /** As it was declared at first; a holder that was no member then has to hand over before. */
  private void restore(GroupRecord group, GroupSpec first) {
    NodeId holder = group.role().holder();
    if (holder == null || first.hasMember(holder)) {
      if (!group.spec().equals(first)) {
        ask(new Command.ApplyGroup(first, null));
      }
      return;
    }
    ask(new Command.ApplyGroup(Declarations.with(first, holder), null));
    // By the cluster's time, as the API does: by a clock that is behind it each would be over.
    switchover(group, dice.pick(first.members()).node(), Registry.time(world.truth.store()));
  }

  /** Whether somebody still waits for the registry to note a death, or to take a declaration. */
  boolean atWork() {
    return !fencing.isEmpty()
        || world.scenario.specs().stream().anyMatch(spec -> atWorkOn(spec.name()));
  }

  /** Whether a group is not declared as it was at first, which people see to. */
  boolean atWorkOn(GroupId name) {
    GroupRecord group = world.truth.group(name);
    return group == null || world.scenario.specs().stream().noneMatch(group.spec()::equals);
  }

  /** The first declaration of everything; repeated until it is there. */
  void declareAll() {
    boolean missing = false;
    for (GroupSpec spec : world.scenario.specs()) {
      if (world.truth.group(spec.name()) == null) {
        missing = true;
        ask(new Command.ApplyGroup(spec, Revision.NONE));
      }
    }
    if (missing) {
      world.queue.after(Millis.of(500), this::declareAll);
    }
  }

  /** With a deadline by whatever clock is at hand: it may be over, or far away. */
  private void switchover() {
    GroupRecord group = seen();
    if (group != null) {
      NodeId to = dice.pick(world.dataNodes());
      switchover(group, to, new ClusterTime(world.machine(to).clock().wallMillis()));
    }
  }

  private void switchover(GroupRecord group, NodeId to, ClusterTime from) {
    ask(
        new Command.StartOperation(
            group.spec().name(),
            group.role().epoch(),
            Operation.Kind.SWITCHOVER,
            to,
            from.plus(Duration.ofMillis(dice.between(1_000, 30_000))),
            "asked"));
  }

  private void cancel() {
    GroupRecord group = seen();
    if (group != null) {
      ask(
          new Command.CancelOperation(
              group.spec().name(), group.role().epoch(), "no longer wanted"));
    }
  }

  private void pause() {
    ask(new Command.SetAutomation(world.anyGroup(dice), GroupRecord.Automation.PAUSED, "work"));
  }

  private void resume() {
    ask(new Command.SetAutomation(null, GroupRecord.Automation.RUNNING, "done"));
  }

  private void delete() {
    ask(new Command.DeleteGroup(world.anyGroup(dice), null));
    world.queue.after(Millis.of(dice.between(500, 9_000)), this::declareAll);
  }

  /** Another policy, other times, other members; sometimes on top of an old revision. */
  private void declare() {
    GroupRecord group = seen();
    if (group != null) {
      Revision basedOn = dice.chance(0.5) ? group.revision() : null;
      ask(new Command.ApplyGroup(declarations.another(group.spec()), basedOn));
    }
  }

  private void forceWitness() {
    GroupRecord group = seen();
    NodeId witness = world.witness();
    if (group != null && witness != null) {
      ask(new Command.ForceRole(group.spec().name(), group.role().epoch(), witness, "nobody"));
    }
  }

  private void force() {
    GroupRecord group = seen();
    if (group == null) {
      return;
    }
    NodeId holder = group.role().holder();
    GroupId name = group.spec().name();
    NodeId to = dice.pick(world.dataNodes());
    if (holder == null) {
      ask(new Command.ForceRole(name, group.role().epoch(), to, ""));
      return;
    }
    Fencing begun = new Fencing(name, group.role().epoch(), holder, to);
    if (!world.rules.fencesBeforeForcing()) {
      ask(new Command.ForceRole(name, begun.epoch(), to, "somebody, surely"));
    } else if (fencing.isEmpty() && !to.equals(holder) && !world.replacements.underWay()) {
      // Who has lost one machine for good does not turn off another: two might be the majority.
      fencing.add(begun);
      world.count("machine fenced by hand");
      world.machine(holder).holdOff(begun);
      vouch(begun);
    }
  }

  private void vouch(Fencing begun) {
    GroupRecord group = world.truth.group(begun.group());
    boolean noted =
        group == null || !group.role().open() || !group.role().epoch().equals(begun.epoch());
    if (noted) {
      fencing.remove(begun);
      world.machine(begun.dead()).letOn(begun);
      return;
    }
    ask(new Command.ForceRole(begun.group(), begun.epoch(), begun.to(), "power cut by hand"));
    world.queue.after(Millis.of(700), () -> vouch(begun));
  }

  private @Nullable GroupRecord seen() {
    LeaderShell leader = world.anyLeader(dice);
    return leader == null ? null : leader.group(world.anyGroup(dice));
  }

  private void ask(Command command) {
    LeaderShell leader = world.anyLeader(dice);
    if (leader != null) {
      asked++;
      world.count("asked: " + command.getClass().getSimpleName());
      RequestId id = new RequestId("op-" + asked);
      leader.ask(new Request(command, ACTOR + asked, id, null));
    }
  }
}
