package io.quorate.server.agent;

import io.quorate.core.ClockReading;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.agent.AgentRules;
import io.quorate.core.agent.GroupAgent;
import io.quorate.core.agent.NodeAgent;
import io.quorate.core.serving.Directive;
import io.quorate.core.session.Heartbeat;
import io.quorate.core.session.Order;
import io.quorate.server.session.AnswerMessages;
import io.quorate.server.watch.TurnLoop;
import io.quorate.v1.Notice;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs this node's own agent: carries heartbeats and answers between it and the leader, and gives
 * it the places where groups are worked on. One thread, on which nothing waits.
 */
public final class Agent implements AutoCloseable {
  private static final Duration TICK = Duration.ofMillis(20);

  /** A group of which nothing is here or wanted is looked at less often. */
  private static final Duration LOOK_AT_ALL = Duration.ofMillis(200);

  /** What an operator should know is gathered so often: it costs by group. */
  private static final Duration GATHER = Duration.ofSeconds(1);

  private final NodeId self;
  private final Heartbeats heartbeats;
  private final Roles roles;
  private final LocalWork work;
  private final NodeNotices notices;
  private final TurnLoop turns;
  private final Supplier<ClockReading> clocks;
  private final UnreadDeclarations unread = new UnreadDeclarations();
  private final NodeAgent agent;
  private final AtomicBoolean nudged = new AtomicBoolean();
  private @Nullable ClockReading sentAt;
  private @Nullable ClockReading lookedAtAll;
  private @Nullable ClockReading gatheredAt;
  private List<Notice> ofWork = List.of();
  private volatile boolean started;

  /**
   * What an agent works with.
   *
   * @param heartbeats sends them
   * @param roles shows this node's roles to programs
   * @param work where it works on its groups
   * @param notices what an operator should know of this machine
   * @param turns the thread that it runs on
   */
  public record Equipment(
      Heartbeats heartbeats, Roles roles, LocalWork work, NodeNotices notices, TurnLoop turns) {}

  /**
   * Prepares; nothing happens before {@link #start}.
   *
   * @param incarnation counts the starts of this node
   */
  public Agent(NodeId self, long incarnation, Equipment equipment, Supplier<ClockReading> clocks) {
    this.self = self;
    this.heartbeats = equipment.heartbeats();
    this.roles = equipment.roles();
    this.work = equipment.work();
    this.notices = equipment.notices();
    this.turns = equipment.turns();
    this.clocks = clocks;
    this.agent = new NodeAgent(self, incarnation, AgentRules.PROTOCOL, work::open);
  }

  /**
   * Finds what an earlier run left, adopts or kills it (H4), and begins to report.
   *
   * @throws IOException when something that was left cannot be killed: this node must not say that
   *     it is standby
   */
  public void start() throws IOException, InterruptedException {
    work.takeUp(agent);
    started = true;
    turns.every(TICK, this::tick);
  }

  /** Whether what an earlier run left has been adopted or killed, and this node reports. */
  public boolean started() {
    return started;
  }

  /** A heartbeat now would bring news. Nothing is said before what was left is taken up (H4). */
  public void nudge() {
    if (started && nudged.compareAndSet(false, true)) {
      execute(
          () -> {
            if (nudged.getAndSet(false)) {
              beat(clocks.get());
            }
          });
    }
  }

  /** How long ago a leader answered. */
  public Duration silence() {
    return heartbeats.silence();
  }

  /** How many heartbeats were sent. */
  public HeartbeatCount heartbeatCount() {
    return heartbeats.count();
  }

  /** Says in every heartbeat from now on that this node is stopping. */
  public void leave() {
    execute(
        () -> {
          agent.stay(Heartbeat.Stay.LEAVES);
          beat(clocks.get());
        });
  }

  /** What this node still serves, for its way out. */
  public CompletableFuture<List<ServedGroup>> served() {
    CompletableFuture<List<ServedGroup>> answer = new CompletableFuture<>();
    execute(() -> answer.complete(agent.busy().stream().map(Agent::servedGroup).toList()));
    return answer;
  }

  private static ServedGroup servedGroup(GroupAgent group) {
    Order order = group.order();
    if (order == null) {
      return new ServedGroup(group.name(), ServedGroup.Way.UNDECIDED);
    }
    if (order.automation() == Order.Automation.PAUSED) {
      return new ServedGroup(group.name(), ServedGroup.Way.STAYS);
    }
    boolean moves = order.directive().step() != Directive.Step.SERVE;
    return new ServedGroup(group.name(), moves ? ServedGroup.Way.MOVES : ServedGroup.Way.UNDECIDED);
  }

  /** Stops what is still served and would not be handed over; the lease ends by itself. */
  public void stopServing() {
    execute(agent::stopServing);
  }

  private void tick() {
    ClockReading now = clocks.get();
    ClockReading before = lookedAtAll;
    boolean all = before == null || now.leastSince(before).compareTo(LOOK_AT_ALL) >= 0;
    if (all) {
      lookedAtAll = now;
    }
    boolean news = advance(all ? NodeAgent.Turn.ALL : NodeAgent.Turn.BUSY, now);
    ClockReading last = sentAt;
    if (news || last == null || now.mostSince(last).compareTo(agent.period()) >= 0) {
      beat(now);
    }
  }

  private boolean advance(NodeAgent.Turn turn, ClockReading now) {
    work.takeStirred().forEach(agent::stirred);
    boolean news = agent.advance(turn, now);
    for (GroupId touched : agent.takeTouched()) {
      GroupAgent group = agent.groups().get(touched);
      if (group == null) {
        roles.gone(touched);
        work.gone(touched);
      } else {
        roles.show(group, agent.extendedFrom());
      }
    }
    return news;
  }

  private void beat(ClockReading now) {
    sentAt = now;
    heartbeats.send(agent, warnings(now), this::answered);
  }

  private List<Notice> warnings(ClockReading now) {
    ClockReading before = gatheredAt;
    if (before == null || now.mostSince(before).compareTo(GATHER) >= 0) {
      gatheredAt = now;
      ofWork = work.notices();
    }
    List<Notice> warnings = new ArrayList<>(notices.present());
    warnings.addAll(unread.notices());
    warnings.addAll(ofWork);
    return warnings;
  }

  private void answered(ClockReading sent, AnswerMessages.Taken taken) {
    execute(
        () -> {
          ClockReading now = clocks.get();
          NodeAgent.Following following = agent.answered(sent, taken.answer());
          unread.note(taken, agent);
          boolean news = advance(NodeAgent.Turn.BUSY, now);
          roles.answered(agent);
          if (news || following == NodeAgent.Following.REPORT) {
            beat(now);
          }
        });
  }

  /** This node's roles, as its role files say; from memory, for any thread. */
  public ShownRoles roles() {
    return roles.shown();
  }

  /** What an operator should know of this machine now; for any thread. */
  public List<Notice> notices() {
    return notices.present();
  }

  /** Who this agent is. */
  public NodeId self() {
    return self;
  }

  /** Bounded by what asks: heartbeats under way, one nudge, and this node's way out. */
  private void execute(Runnable task) {
    turns.comeBack(task);
  }

  @Override
  public void close() {
    turns.close();
    work.close();
    notices.close();
    roles.close();
  }
}
