package io.quorate.core.sim;

import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.Event;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.Operation;
import io.quorate.core.registry.Request;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * I7: a node that is not eligible is never granted, except by a forced, audited command. Keeps its
 * own books of who is paused and which planned change is under way, from the events alone.
 */
final class OnlyEligibleGranted implements Invariant {
  private final Set<GroupId> paused = new TreeSet<>();
  private final Map<GroupId, Operation> operations = new TreeMap<>();

  @Override
  public void happened(World world, Event event, Request request) {
    if (event instanceof Event.RoleGranted granted) {
      granted(world, granted, request.command());
    } else if (event instanceof Event.AutomationSet set) {
      if (set.automation() == GroupRecord.Automation.PAUSED) {
        paused.add(set.group() == null ? new GroupId("none") : set.group());
      } else {
        paused.remove(set.group());
      }
    } else if (event instanceof Event.OperationStarted started) {
      operations.put(started.group(), started.operation());
    } else if (event instanceof Event.OperationEnded ended) {
      operations.remove(ended.group());
    } else if (event instanceof Event.GroupDeleted deleted) {
      operations.remove(deleted.group());
      paused.remove(deleted.group());
    }
  }

  private void granted(World world, Event.RoleGranted granted, Command command) {
    GroupRecord group = world.truth.group(granted.group());
    NodeId to = granted.node();
    boolean member = group != null && group.spec().hasMember(to);
    if (!member) {
      throw new InvariantBroken("I7: " + granted + " to a node that is no member");
    }
    if (command instanceof Command.ForceRole) {
      return;
    }
    if (paused.contains(granted.group()) && !operations.containsKey(granted.group())) {
      throw new InvariantBroken("I7: " + granted + " by itself while paused");
    }
    if (world.machine(to).sites().containsKey(granted.group())
        && world.machine(to).site(granted.group()).serves()) {
      throw new InvariantBroken(
          "I7: " + granted + " to a node that has not stopped an earlier epoch");
    }
  }
}
