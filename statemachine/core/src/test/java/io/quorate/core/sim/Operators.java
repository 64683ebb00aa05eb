package io.quorate.core.sim;

import io.quorate.core.ClusterTime;
import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.RequestId;
import io.quorate.core.Revision;
import io.quorate.core.config.GroupSpec;
import io.quorate.core.config.TimingProfile;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.Operation;
import io.quorate.core.registry.Request;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * People, who do things at the worst moment. They talk to whichever node believes that it leads.
 */
final class Operators {
  private final World world;
  private final Dice dice;
  private final List<Runnable> kinds;
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

  /** Nobody does anything new; what was paused is resumed, groups that are missing are declared. */
  void goHome() {
    over = true;
    keepTidying();
  }

  private void keepTidying() {
    ask(new Command.SetAutomation(null, GroupRecord.Automation.RUNNING, "all is well"));
    world.queue.after(Millis.of(5_000), this::keepTidying);
  }

  /** Whether somebody still waits for the registry to note a death. */
  boolean atWork() {
    return !fencing.isEmpty();
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

  private void switchover() {
    GroupRecord group = seen();
    if (group != null) {
      NodeId to = dice.chance(0.5) ? Scenario.A : Scenario.B;
      ClusterTime deadline =
          new ClusterTime(world.machine(to).clock().wallMillis() + dice.between(1_000, 30_000));
      ask(
          new Command.StartOperation(
              group.spec().name(),
              group.role().epoch(),
              Operation.Kind.SWITCHOVER,
              to,
              deadline,
              "asked"));
    }
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

  private void declare() {
    GroupSpec spec = dice.pick(world.scenario.specs());
    boolean slower = dice.chance(0.5);
    ask(
        new Command.ApplyGroup(
            new GroupSpec(
                spec.name(),
                spec.members(),
                slower ? TimingProfile.LAN.timing() : spec.timing(),
                spec.failover(),
                spec.resources(),
                spec.checks()),
            null));
  }

  private void forceWitness() {
    GroupRecord group = seen();
    if (group != null) {
      ask(new Command.ForceRole(group.spec().name(), group.role().epoch(), Scenario.W, "nobody"));
    }
  }

  private void force() {
    GroupRecord group = seen();
    if (group == null) {
      return;
    }
    NodeId holder = group.role().holder();
    GroupId name = group.spec().name();
    if (holder == null) {
      NodeId to = dice.chance(0.5) ? Scenario.A : Scenario.B;
      ask(new Command.ForceRole(name, group.role().epoch(), to, ""));
      return;
    }
    NodeId other = holder.equals(Scenario.A) ? Scenario.B : Scenario.A;
    Fencing begun = new Fencing(name, group.role().epoch(), holder, other);
    if (!world.rules.fencesBeforeForcing()) {
      ask(new Command.ForceRole(name, begun.epoch(), other, "somebody, surely"));
    } else if (fencing.isEmpty()) {
      fencing.add(begun);
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
    LeaderLoop leader = world.anyLeader(dice);
    return leader == null ? null : leader.group(world.anyGroup(dice));
  }

  private void ask(Command command) {
    LeaderLoop leader = world.anyLeader(dice);
    if (leader != null) {
      asked++;
      leader.ask(List.of(new Request(command, "operator", new RequestId("op-" + asked), null)));
    }
  }
}
