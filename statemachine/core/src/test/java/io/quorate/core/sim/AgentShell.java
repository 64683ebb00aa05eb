package io.quorate.core.sim;

import io.quorate.core.ClockReading;
import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.agent.GroupAgent;
import io.quorate.core.agent.NodeAgent;
import io.quorate.core.session.Heartbeat;
import io.quorate.core.session.HeartbeatAnswer;
import io.quorate.core.session.HeartbeatId;
import io.quorate.core.session.Order;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What carries messages for a data node's agent: the shell around the agent that ships, on a
 * simulated network and machine.
 */
final class AgentShell {
  private static final long TICK = Millis.of(100);
  private static final int MOST_UNANSWERED = 32;

  private final World world;
  private final Machine self;
  private final Dice dice;
  private final NodeAgent agent;
  private final TreeMap<Long, ClockReading> sent = new TreeMap<>();
  private final Map<GroupId, Epoch> followed = new TreeMap<>();

  AgentShell(World world, Machine self, long incarnation) {
    this.world = world;
    this.self = self;
    this.dice = world.dice(Dice.Concern.NETWORK);
    this.agent =
        new NodeAgent(self.id(), incarnation, world.rules.agent(), spec -> self.site(spec.name()));
  }

  void start() {
    for (Map.Entry<GroupId, Site> known : self.sites().entrySet()) {
      known.getValue().found(agent);
    }
    beat();
    tick();
  }

  void stays(Heartbeat.Stay how) {
    agent.stay(how);
  }

  @Nullable GroupAgent of(GroupId group) {
    return agent.groups().get(group);
  }

  /** Something happened at a site. */
  void steps(GroupId group) {
    GroupAgent known = agent.groups().get(group);
    boolean news = known != null && known.advance(self.clock());
    sound();
    if (news) {
      send();
    }
  }

  private void tick() {
    agent.advance(NodeAgent.Turn.ALL, self.clock());
    sound();
    self.after(TICK, this::tick);
  }

  /** What the leader wants of this node goes forward: no epoch comes after a later one. */
  private void forward() {
    for (GroupAgent group : agent.groups().values()) {
      Order order = group.order();
      if (order == null) {
        followed.remove(group.name());
        continue;
      }
      Epoch epoch = order.directive().epoch();
      Epoch before = followed.put(group.name(), epoch);
      if (before != null && epoch.compareTo(before) < 0) {
        throw new InvariantBroken(
            self + " follows an order for epoch " + epoch + " after one for " + before);
      }
    }
  }

  /** A group that was given up because of an error in the program is a bug here. */
  private void sound() {
    for (GroupAgent group : agent.groups().values()) {
      if (group.broken() != null) {
        throw new InvariantBroken(group.name() + " on " + self + ": " + group.broken());
      }
    }
  }

  private void beat() {
    send();
    self.after(agent.period().toNanos(), this::beat);
  }

  /** Between noting the time and leaving anything may happen. */
  void send() {
    ClockReading sentAt = self.clock();
    if (dice.chance(0.05)) {
      self.after(dice.between(0, Millis.of(400)), () -> send(sentAt));
    } else {
      send(sentAt);
    }
  }

  private void send(ClockReading sentAt) {
    Heartbeat beat = agent.beat(self.raft().term());
    sent.put(beat.id().sequence(), sentAt);
    if (sent.size() > MOST_UNANSWERED) {
      sent.pollFirstEntry();
    }
    NodeId hint = self.raft().leaderHint();
    NodeId to = hint != null ? hint : dice.pick(world.voters());
    world.network.send(Network.Channel.SESSION, self.id(), to, leader -> leader.heartbeat(beat));
  }

  void answered(HeartbeatAnswer answer) {
    ClockReading sentAt = sent.get(answer.to().sequence());
    if (sentAt == null) {
      return;
    }
    ClockReading counted = world.rules.leaseStart(sentAt, self.clock());
    HeartbeatId newest = new HeartbeatId(self.id(), answer.to().incarnation(), sent.lastKey());
    NodeAgent.Following following = agent.answered(counted, world.rules.ordered(answer, newest));
    forward();
    agent.advance(NodeAgent.Turn.BUSY, self.clock());
    sound();
    if (following == NodeAgent.Following.REPORT) {
      send();
    }
  }
}
