package io.quorate.core.sim;

import io.quorate.core.ClusterTime;
import io.quorate.core.membership.PeerGeneration;
import io.quorate.core.membership.Seat;
import io.quorate.core.membership.SeatCommand;
import io.quorate.core.membership.Voter;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.Facts;
import io.quorate.core.registry.FeatureLevels;
import io.quorate.core.registry.Registry;
import io.quorate.core.registry.Request;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A machine loses its disk, people offer the place of its node, and a peer without data claims it:
 * again and again, at whichever node believes that it leads. One at a time, for people have three
 * machines and not six.
 */
final class Replacements {
  /** In how many seeds. */
  private static final double SHARE = 0.4;

  private final World world;
  private final Dice dice;
  private @Nullable Machine lost;
  private long losses;

  Replacements(World world) {
    this.world = world;
    this.dice = world.dice(Dice.Concern.REPLACEMENTS);
  }

  /** In some seeds disks are lost, from time to time, until faults are over. */
  void start() {
    if (dice.chance(SHARE)) {
      strikeLater();
    }
  }

  private void strikeLater() {
    world.queue.after(
        Millis.of(dice.between(1_500, 15_000)),
        () -> {
          if (!world.faults.over()) {
            begin(world.machine(dice.pick(world.voters())));
            strikeLater();
          }
        });
  }

  /** Nothing is under way: everybody votes whose place it is. */
  boolean settled() {
    return lost == null && world.voters().stream().allMatch(node -> votes(world.machine(node)));
  }

  /** Whether a lost machine has not come back yet. */
  boolean underWay() {
    return lost != null;
  }

  private boolean votes(Machine machine) {
    return machine.up()
        && !machine.raft().voters().changing()
        && machine.raft().voters().current().contains(seated(machine));
  }

  private Voter seated(Machine machine) {
    return new Voter(machine.id(), seat(machine).generation());
  }

  private Seat seat(Machine machine) {
    return Facts.seats(world.truth.store()).getOrDefault(machine.id(), Seat.FIRST);
  }

  /** Its power is cut, and its disk is gone. */
  private void begin(Machine machine) {
    boolean known = FeatureLevels.of(world.truth.store()).reaches(FeatureLevels.MEMBERSHIP);
    if (!known || !settled() || world.all().stream().anyMatch(one -> !one.up())) {
      return;
    }
    world.count("disk lost");
    world.note(machine, () -> "its disk is lost for good");
    machine.loseDisk();
    machine.crash();
    lost = machine;
    losses++;
    later();
  }

  private void later() {
    world.queue.after(Millis.of(dice.between(200, 2_500)), this::look);
  }

  private void look() {
    Machine machine = lost;
    if (machine == null) {
      return;
    }
    Seat seat = seat(machine);
    if (seat.claimant().equals(claimant())) {
      world.note(machine, () -> "is peer " + seated(machine) + " from now on");
      machine.join(seat.generation());
      lost = null;
      return;
    }
    ClusterTime now = Registry.time(world.truth.store());
    PeerGeneration next = seat.generation().next();
    ask(
        seat.isOffered(now)
            ? new SeatCommand.Claim(machine.id(), next, claimant())
            : new SeatCommand.Offer(machine.id(), now.plus(Duration.ofMinutes(10))));
    later();
  }

  private String claimant() {
    return "disk " + losses;
  }

  private void ask(SeatCommand command) {
    for (Machine machine : world.all()) {
      LeaderShell leading = machine.running() ? machine.loop() : null;
      if (leading != null) {
        leading.ask(Request.byLeader(new Command.ChangeSeat(command), leading.term()));
      }
    }
  }
}
