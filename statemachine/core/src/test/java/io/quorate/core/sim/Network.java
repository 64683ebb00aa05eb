package io.quorate.core.sim;

import io.quorate.core.NodeId;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Carries messages: late, twice, out of order, or not at all. A node always reaches itself. */
final class Network {
  /** Nodes talk on two ports, each of which may fail alone. */
  enum Channel {
    /** The log's. */
    RAFT,
    /** Heartbeats, their answers, and the attestation of terms. */
    SESSION
  }

  private final World world;
  private final Dice dice;
  private final Set<String> blocked = new TreeSet<>();
  private double loss;
  private double duplication;
  private double stragglers;

  Network(World world, Dice dice) {
    this.world = world;
    this.dice = dice;
  }

  void send(Channel channel, NodeId from, NodeId to, Consumer<Machine> delivery) {
    if (from.equals(to)) {
      arrive(to, Millis.of(1) / 20, delivery);
      return;
    }
    boolean cut = !blocked.isEmpty() && blocked.contains(link(channel, from, to));
    if (cut || dice.chance(loss)) {
      return;
    }
    arrive(to, delay(), delivery);
    if (dice.chance(duplication)) {
      arrive(to, delay(), delivery);
    }
  }

  void block(NodeId from, NodeId to) {
    for (Channel channel : Channel.values()) {
      block(channel, from, to);
    }
  }

  void block(Channel channel, NodeId from, NodeId to) {
    blocked.add(link(channel, from, to));
  }

  void unblock(NodeId from, NodeId to) {
    for (Channel channel : Channel.values()) {
      blocked.remove(link(channel, from, to));
    }
  }

  void unblockAll() {
    blocked.clear();
  }

  /** How bad it is: shares of messages that are lost, come twice, or straggle. */
  void weather(double lost, double twice, double late) {
    loss = lost;
    duplication = twice;
    stragglers = late;
  }

  private void arrive(NodeId to, long delay, Consumer<Machine> delivery) {
    // What was under way when a link was cut still arrives.
    world.queue.after(delay, () -> world.machine(to).receive(delivery));
  }

  private long delay() {
    long usual = dice.between(Millis.of(1) / 5, Millis.of(4));
    if (!dice.chance(stragglers)) {
      return usual;
    }
    return dice.chance(0.2)
        ? dice.between(Millis.of(500), Millis.of(6_000))
        : dice.between(Millis.of(4), Millis.of(500));
  }

  private static String link(Channel channel, NodeId from, NodeId to) {
    return channel + ":" + from.value() + ">" + to.value();
  }
}
