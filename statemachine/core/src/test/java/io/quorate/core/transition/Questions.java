package io.quorate.core.transition;

import io.quorate.core.ClusterTime;
import io.quorate.core.Epoch;
import io.quorate.core.NodeId;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.MemberState;
import io.quorate.core.registry.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything that can be asked about a group, each with the right epoch. */
final class Questions {
  private static final ClusterTime DEADLINE = new ClusterTime(2_000_000);

  /** Who asks. */
  enum Asker {
    /** The leader, for what it sees or what a node says. */
    THE_CLUSTER,
    /** A person. */
    A_PERSON
  }

  private Questions() {}

  static List<Command> of(@Nullable GroupRecord group) {
    Epoch epoch = group == null ? Epoch.NONE : group.role().epoch();
    List<Command> commands = new ArrayList<>();
    commands.add(new Command.ApplyGroup(Groups.spec(Duration.ofSeconds(5)), null));
    commands.add(new Command.DeleteGroup(Groups.NAME, null));
    for (GroupRecord.Automation automation : GroupRecord.Automation.values()) {
      commands.add(new Command.SetAutomation(Groups.NAME, automation, ""));
    }
    commands.add(new Command.ExpireRole(Groups.NAME, epoch, ""));
    commands.add(new Command.AdvanceOperation(Groups.NAME, epoch));
    commands.add(new Command.CancelOperation(Groups.NAME, epoch, ""));
    for (NodeId node : Groups.NODES) {
      commands.addAll(about(node, epoch));
    }
    return commands;
  }

  private static List<Command> about(NodeId node, Epoch epoch) {
    List<Command> commands = new ArrayList<>();
    commands.add(new Command.GrantRole(Groups.NAME, epoch, node, ""));
    commands.add(new Command.ForceRole(Groups.NAME, epoch, node, ""));
    commands.add(new Command.ForceRole(Groups.NAME, epoch, node, "someone made sure"));
    commands.add(new Command.ConfirmPromotion(Groups.NAME, epoch, node));
    for (Command.ReleaseRole.Outcome outcome : Command.ReleaseRole.Outcome.values()) {
      commands.add(new Command.ReleaseRole(Groups.NAME, epoch, node, outcome, ""));
    }
    for (Operation.Kind kind : Operation.Kind.values()) {
      // A group is retired by deleting it.
      if (kind != Operation.Kind.RETIREMENT) {
        commands.add(new Command.StartOperation(Groups.NAME, epoch, kind, node, DEADLINE, ""));
      }
    }
    commands.add(new Command.RecordMember(Groups.NAME, node, MemberState.ACTIVE, ""));
    return commands;
  }

  /** The node that a command is about; null when it is about the group. */
  static @Nullable NodeId node(Command command) {
    if (command instanceof Command.GrantRole grant) {
      return grant.to();
    }
    if (command instanceof Command.ForceRole force) {
      return force.to();
    }
    if (command instanceof Command.ConfirmPromotion confirm) {
      return confirm.node();
    }
    return command instanceof Command.ReleaseRole release ? release.node() : null;
  }

  static Asker asker(Command command) {
    boolean switchover =
        command instanceof Command.StartOperation start
            && start.kind() == Operation.Kind.SWITCHOVER;
    boolean person =
        Set.of(
                Command.ApplyGroup.class,
                Command.DeleteGroup.class,
                Command.SetAutomation.class,
                Command.ForceRole.class)
            .contains(command.getClass());
    return switchover || person ? Asker.A_PERSON : Asker.THE_CLUSTER;
  }
}
