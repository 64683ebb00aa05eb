package io.quorate.core.sim;

import io.quorate.core.NodeId;
import java.util.ArrayList;
import java.util.List;

/** Cables that are pulled, in every way in which they can be, and plugged in again. */
final class Partitions {
  private static final int MOST_FLAPS = 12;

  private final World world;
  private final Dice dice;

  private record Link(NodeId from, NodeId to) {}

  Partitions(World world, Dice dice) {
    this.world = world;
    this.dice = dice;
  }

  /** One node loses everybody, in both directions. */
  void whole() {
    NodeId one = any();
    List<Link> links = outOf(List.of(one));
    links.addAll(into(List.of(one)));
    cut("whole: " + one, links);
  }

  /** One node is heard by nobody, or hears nobody. */
  void oneWay() {
    NodeId one = any();
    boolean heard = dice.chance(0.5);
    cut(
        (heard ? "hears nobody: " : "heard by nobody: ") + one,
        heard ? into(List.of(one)) : outOf(List.of(one)));
  }

  /** Two nodes do not reach each other, while both reach everybody else. */
  void partial() {
    NodeId one = any();
    NodeId other = anyBut(one);
    cut("partial: " + one + " and " + other, List.of(new Link(one, other), new Link(other, one)));
  }

  /** One node does not reach another; the way back works. */
  void partialOneWay() {
    NodeId one = any();
    NodeId other = anyBut(one);
    cut("partial, one way: " + one + " to " + other, List.of(new Link(one, other)));
  }

  /** One of the two ports of a node is closed; the other works. */
  void onePort() {
    NodeId one = any();
    Network.Channel channel = dice.chance(0.7) ? Network.Channel.SESSION : Network.Channel.RAFT;
    List<Link> links = outOf(List.of(one));
    links.addAll(into(List.of(one)));
    links.forEach(link -> world.network.block(channel, link.from(), link.to()));
    world.note("net", () -> channel + " port closed: " + one);
    if (dice.chance(0.7)) {
      world.queue.after(Millis.of(dice.between(1_000, 12_000)), this::mend);
    }
  }

  /** Two camps. */
  void split() {
    List<NodeId> camp = world.voters().stream().filter(voter -> dice.chance(0.5)).toList();
    List<Link> links = outOf(camp);
    links.addAll(into(camp));
    cut("split: " + camp, links);
  }

  /** A cable that comes and goes. */
  void flapping() {
    NodeId one = any();
    NodeId other = anyBut(one);
    List<Link> links = List.of(new Link(one, other), new Link(other, one));
    int flaps = 2 + dice.below(MOST_FLAPS);
    world.note("net", () -> "flapping " + flaps + " times: " + one + " and " + other);
    flap(links, flaps, Millis.of(dice.between(50, 1_500)));
  }

  void mend() {
    world.note("net", () -> "mended");
    world.network.unblockAll();
  }

  private void flap(List<Link> links, int left, long period) {
    if (left == 0 || world.faults.over()) {
      return;
    }
    links.forEach(link -> world.network.block(link.from(), link.to()));
    world.queue.after(
        period,
        () -> {
          links.forEach(link -> world.network.unblock(link.from(), link.to()));
          world.queue.after(period, () -> flap(links, left - 1, period));
        });
  }

  private void cut(String what, List<Link> links) {
    links.forEach(link -> world.network.block(link.from(), link.to()));
    world.note("net", () -> what);
    if (dice.chance(0.7)) {
      world.queue.after(Millis.of(dice.between(100, 9_000)), this::mend);
    }
  }

  private List<Link> outOf(List<NodeId> camp) {
    List<Link> links = new ArrayList<>();
    for (NodeId from : camp) {
      for (NodeId to : world.voters()) {
        if (!camp.contains(to)) {
          links.add(new Link(from, to));
        }
      }
    }
    return links;
  }

  private List<Link> into(List<NodeId> camp) {
    List<Link> links = new ArrayList<>();
    outOf(camp).forEach(link -> links.add(new Link(link.to(), link.from())));
    return links;
  }

  private NodeId any() {
    return dice.pick(world.voters());
  }

  private NodeId anyBut(NodeId one) {
    return dice.pick(world.voters().stream().filter(voter -> !voter.equals(one)).toList());
  }
}
