package io.quorate.core.sim;

import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.Event;
import io.quorate.core.registry.Request;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Chance that is not fair: proposals that close an epoch are held up more often than others, their
 * holder comes back just then, and what was said of an earlier change arrives when the next one has
 * begun.
 */
final class WorstMoments {
  private static final int REMEMBERED = 12;

  private final World world;
  private final Dice dice;
  private final TreeSet<GroupId> heldUp = new TreeSet<>();
  private long lateAt = -1;
  private final Map<GroupId, Deque<Request>> said = new TreeMap<>();

  WorstMoments(World world) {
    this.world = world;
    this.dice = world.dice(Dice.Concern.MOMENTS);
  }

  /** What becomes of proposals on their way to the log. */
  World.Luck proposing(List<Request> requests) {
    if (world.faults.over()) {
      return World.Luck.ARRIVES;
    }
    requests.forEach(this::remember);
    if (world.queue.now() == lateAt && dice.chance(0.6)) {
      return World.Luck.REFUSED; // what left at the same moment in a batch of its own
    }
    for (Request request : requests) {
      if (request.command() instanceof Command.ExpireRole expire) {
        return expiring(expire.group());
      }
    }
    return dice.chance(0.06)
        ? dice.pick(
            List.of(World.Luck.UNHEARD, World.Luck.LOST, World.Luck.LATE, World.Luck.REFUSED))
        : World.Luck.ARRIVES;
  }

  private World.Luck expiring(GroupId group) {
    if (heldUp.contains(group)) {
      // While one is held up, those that follow it are refused for a while.
      if (dice.chance(0.95)) {
        return World.Luck.REFUSED;
      }
      heldUp.remove(group);
      return World.Luck.ARRIVES;
    }
    if (!dice.chance(0.3)) {
      return World.Luck.ARRIVES;
    }
    heldUp.add(group);
    lateAt = world.queue.now();
    if (dice.chance(0.5)) {
      world.queue.after(Millis.of(dice.between(100, 2_500)), this::comesBack);
    }
    return dice.chance(0.3) ? World.Luck.LOST : World.Luck.LATE;
  }

  /** Whoever was cut off, stopped or down is there again. */
  private void comesBack() {
    if (world.faults.over()) {
      return;
    }
    world.count("back at a bad moment");
    world.network.unblockAll();
    for (Machine machine : world.all()) {
      machine.resumeNow();
      machine.start();
    }
  }

  private void remember(Request request) {
    boolean ofChange =
        request.command() instanceof Command.AdvanceOperation
            || request.command() instanceof Command.CancelOperation;
    if (ofChange) {
      GroupId group = group(request.command());
      Deque<Request> known = said.computeIfAbsent(group, name -> new ArrayDeque<>());
      known.addLast(request);
      if (known.size() > REMEMBERED) {
        known.removeFirst();
      }
    }
  }

  private static GroupId group(Command command) {
    return command instanceof Command.AdvanceOperation advance
        ? advance.group()
        : ((Command.CancelOperation) command).group();
  }

  /** Something happened; what was said of an earlier change may arrive now. */
  void happened(Event event) {
    if (!(event instanceof Event.OperationStarted started) || world.faults.over()) {
      return;
    }
    for (Request late : said.getOrDefault(started.group(), new ArrayDeque<>())) {
      if (dice.chance(0.3)) {
        NodeId to = dice.pick(world.voters());
        world.queue.after(
            Millis.of(dice.between(1, 300)),
            () -> world.machine(to).receive(machine -> machine.propose(List.of(late))));
      }
    }
  }
}
