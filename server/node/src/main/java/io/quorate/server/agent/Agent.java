package io.quorate.server.agent;

import io.quorate.core.ClockReading;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.agent.AgentRules;
import io.quorate.core.agent.GroupAgent;
import io.quorate.core.agent.NodeAgent;
import io.quorate.core.agent.Workplace;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.serving.Directive;
import io.quorate.core.session.Heartbeat;
import io.quorate.core.session.Order;
import io.quorate.server.guard.Guard;
import io.quorate.server.guard.SweepReport;
import io.quorate.server.session.AnswerMessages;
import io.quorate.v1.Notice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs this node's own agent: carries heartbeats and answers between it and the leader, and gives
 * it the places where groups are worked on. One thread, on which nothing waits.
 */
public final class Agent implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Agent.class);
  private static final Duration TICK = Duration.ofMillis(20);

  /** A group of which nothing is here or wanted is looked at less often. */
  private static final Duration LOOK_AT_ALL = Duration.ofMillis(200);

  private static final Duration SWEEP_LIMIT = Duration.ofSeconds(10);
  private static final int CLOSE_SECONDS = 5;

  private final AgentParts parts;
  private final Heartbeats heartbeats;
  private final Roles roles;
  private final NodeNotices notices;
  private final Intents intents;
  private final UnreadDeclarations unread = new UnreadDeclarations();
  private final ScheduledThreadPoolExecutor loop;
  private final NodeAgent agent;
  private final Map<GroupId, GroupPlace> places = new TreeMap<>();
  private final AtomicBoolean nudged = new AtomicBoolean();
  private @Nullable PromotionProof proof;
  private @Nullable ClockReading sentAt;
  private @Nullable ClockReading lookedAtAll;
  private volatile boolean started;

  /**
   * Prepares; nothing happens before {@link #start}.
   *
   * @throws IOException when the places for its files cannot be made
   */
  public Agent(AgentParts parts) throws IOException {
    this.parts = parts;
    Path data = parts.settings().dataDirectory();
    Files.createDirectories(GuardSpecs.logDirectory(data));
    this.roles = new Roles(parts.identity().self(), data, parts.clocks());
    this.intents = new Intents(data);
    this.notices = new NodeNotices(parts);
    this.heartbeats = new Heartbeats(parts);
    this.agent =
        new NodeAgent(
            parts.identity().self(),
            parts.settings().incarnation(),
            AgentRules.PROTOCOL,
            this::place);
    this.loop =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "agent");
              thread.setDaemon(true);
              return thread;
            });
  }

  private @Nullable Workplace place(GroupSpec spec) {
    AgentParts.Local local = parts.local();
    PromotionProof proven = proof;
    if (local == null || proven == null) {
      return null;
    }
    GroupPlace place = new GroupPlace(parts, local, intents, proven, spec);
    places.put(spec.name(), place);
    return place;
  }

  /**
   * Finds what an earlier run left, adopts or kills it (H4), and begins to report.
   *
   * @throws IOException when something that was left cannot be killed: this node must not say that
   *     it is standby
   */
  public void start() throws IOException, InterruptedException {
    AgentParts.Local local = parts.local();
    if (local != null) {
      PromotionProof begun = new PromotionProof(local.guards());
      proof = begun;
      takeUp(local);
      begun.start();
    }
    started = true;
    ScheduledFuture<?> unused =
        loop.scheduleWithFixedDelay(guarded(this::tick), 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void takeUp(AgentParts.Local local) throws IOException, InterruptedException {
    List<Intents.Intent> begun = intents.read();
    List<Guard> kept =
        local.guards().adoptable().stream()
            .filter(guard -> begun.stream().anyMatch(intent -> guards(guard, intent)))
            .toList();
    SweepReport swept = local.guards().sweep(kept, SWEEP_LIMIT);
    swept.killed().forEach(run -> LOG.info("killed what an earlier run left: {}", run));
    if (!swept.clean()) {
      throw new IOException(
          "left by an earlier run and cannot be killed: "
              + swept.notKilled()
              + "; end these processes, or restart the machine");
    }
    for (Intents.Intent intent : begun) {
      takeUp(intent, kept);
    }
  }

  private static boolean guards(Guard guard, Intents.Intent intent) {
    return guard.identity().group().equals(intent.spec().name().value())
        && guard.identity().epoch() == intent.epoch().value();
  }

  /** By the declaration with which it was begun, whatever is declared by now. */
  private void takeUp(Intents.Intent intent, List<Guard> kept) {
    Guard guard = kept.stream().filter(found -> guards(found, intent)).findFirst().orElse(null);
    boolean hooks = intent.spec().resources().stream().anyMatch(resource -> !resource.guarded());
    if (guard == null && !hooks) {
      intents.remove(intent.spec().name(), intent.epoch());
      return;
    }
    GroupAgent group = agent.take(intent.spec(), intent.revision());
    GroupPlace place = places.get(intent.spec().name());
    if (group == null || place == null) {
      return;
    }
    if (guard == null) {
      group.cleanUp(intent.epoch());
      place.cleanUp();
      LOG.info("undoing what hooks did for {} epoch {}", group.name(), intent.epoch());
    } else {
      group.adopt(intent.epoch());
      place.adopt(guard);
      LOG.info("adopted the guard of {} epoch {}", group.name(), intent.epoch());
    }
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
              beat(parts.clocks().get());
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
          beat(parts.clocks().get());
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
    ClockReading now = parts.clocks().get();
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
    boolean news = agent.advance(turn, now);
    places.keySet().retainAll(agent.groups().keySet());
    roles.show(agent, turn);
    return news;
  }

  private void beat(ClockReading now) {
    sentAt = now;
    heartbeats.send(agent, warnings(), this::answered);
  }

  private List<Notice> warnings() {
    List<Notice> warnings = new ArrayList<>(notices.present());
    warnings.addAll(unread.notices());
    places.forEach(
        (name, place) -> {
          warnings.addAll(place.demands().notices(name.value()));
          if (place.guardMissing()) {
            warnings.add(
                Notice.newBuilder()
                    .setReason("GUARD_MISSING")
                    .setMessage(name + " is served without its guard for a moment")
                    .build());
          }
        });
    return warnings;
  }

  private void answered(ClockReading sent, AnswerMessages.Taken taken) {
    execute(
        () -> {
          ClockReading now = parts.clocks().get();
          NodeAgent.Following following = agent.answered(sent, taken.answer());
          unread.note(taken, agent);
          boolean news = advance(NodeAgent.Turn.BUSY, now);
          if (news || following == NodeAgent.Following.REPORT) {
            beat(now);
          }
        });
  }

  /** This node's roles, as its role files say; from memory, for any thread. */
  public Map<GroupId, RoleFile> roles() {
    return roles.shown();
  }

  /** Who this agent is. */
  public NodeId self() {
    return parts.identity().self();
  }

  private void execute(Runnable task) {
    try {
      loop.execute(guarded(task));
    } catch (RejectedExecutionException closed) {
      LOG.debug("dropped at the end: {}", closed.getMessage());
    }
  }

  private Runnable guarded(Runnable task) {
    return () -> {
      try {
        parts.progress().turn();
        task.run();
        parts.progress().rest();
      } catch (RuntimeException | Error bug) {
        parts.bug().accept(bug);
      }
    };
  }

  @Override
  public void close() {
    loop.shutdownNow();
    try {
      if (!loop.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("the agent did not end within {} s", CLOSE_SECONDS);
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
    places.values().forEach(GroupPlace::close);
    PromotionProof begun = proof;
    if (begun != null) {
      begun.close();
    }
    roles.close();
  }
}
