package io.quorate.server.leader;

import io.quorate.core.ClockReading;
import io.quorate.core.ClusterClock;
import io.quorate.core.ClusterTime;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.Term;
import io.quorate.core.failover.FailoverPlanner;
import io.quorate.core.failover.LeadershipPlacement;
import io.quorate.core.registry.ClosedEpoch;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.Decision;
import io.quorate.core.registry.Event;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.Registry;
import io.quorate.core.registry.Request;
import io.quorate.core.store.Table;
import io.quorate.server.registry.ProposalFailedException;
import io.quorate.server.registry.ReplicatedRegistry;
import io.quorate.server.session.TermAttestation;
import io.quorate.v1.HeartbeatRequest;
import io.quorate.v1.HeartbeatResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the Raft leader does besides replicating: takes heartbeats, extends leases, and carries out
 * what the planner says. One thread; everything that it keeps is of one term and gone with it.
 */
public final class LeaderLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LeaderLoop.class);
  private static final Duration TICK = Duration.ofMillis(20);
  private static final Duration LOOK_AT_ALL = Duration.ofMillis(500);
  private static final int CLOSE_SECONDS = 5;

  private final LeaderParts parts;
  private final ReplicatedRegistry registry;
  private final ScheduledThreadPoolExecutor loop;
  private final ProposalQueue proposals;
  private final Map<GroupId, Integer> pending = new TreeMap<>();
  private @Nullable LeaderTerm leading;
  private @Nullable ClockReading lookedAtAll;
  private @Nullable ClockReading lastTransfer;
  private boolean defining;

  /** Starts its thread; does nothing until this node leads. */
  public LeaderLoop(LeaderParts parts) {
    this.parts = parts;
    this.registry = parts.registry();
    this.loop =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "leader-loop");
              thread.setDaemon(true);
              return thread;
            });
    this.proposals = new ProposalQueue(registry, this::execute);
  }

  /** Begins to tick. */
  public void start() {
    ScheduledFuture<?> unused =
        loop.scheduleWithFixedDelay(
            guarded(this::tick), TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** This node leads the term and has applied its first entry and all before it (G3). */
  public void leadershipReady(Term term) {
    execute(() -> begin(term));
  }

  /** This node does not lead any more. */
  public void leadershipLost() {
    execute(() -> end("leadership was lost"));
  }

  /** Entries were applied. */
  public void applied(List<Event> events) {
    if (!events.isEmpty()) {
      execute(() -> take(events));
    }
  }

  /** The whole state was replaced. */
  public void restored() {
    execute(
        () -> {
          LeaderTerm term = leading;
          if (term != null) {
            begin(term.term());
          }
        });
  }

  /**
   * Takes a heartbeat.
   *
   * @param arrivedAt read when it arrived, before anything else (G2)
   * @return the directive, once a majority has attested the term since (G1); fails with {@link
   *     ProposalFailedException}
   */
  public CompletableFuture<HeartbeatResponse> heartbeat(
      HeartbeatRequest request, ClockReading arrivedAt) {
    return onLoop(() -> take(request, arrivedAt));
  }

  /** Proposes an operator's request; fails with {@link ProposalFailedException}. */
  public CompletableFuture<Decision> propose(Request request) {
    return onLoop(
        () -> {
          LeaderTerm term = leading;
          return term == null ? notLeader() : propose(term, request);
        });
  }

  /** What the leader knows now; fails with {@link ProposalFailedException}. */
  public CompletableFuture<ClusterView> view() {
    return onLoop(
        () -> {
          LeaderTerm term = leading;
          return term == null ? notLeader() : CompletableFuture.completedFuture(view(term));
        });
  }

  private CompletableFuture<HeartbeatResponse> take(
      HeartbeatRequest request, ClockReading arrivedAt) {
    LeaderTerm term = leading;
    if (term == null || !registry.leads(term.term())) {
      return notLeader();
    }
    NodeId node = new NodeId(request.getNode());
    if (!term.arrived(node, request, arrivedAt)) {
      return CompletableFuture.failedFuture(
          new ProposalFailedException(
              ProposalFailedException.Kind.UNAVAILABLE, "a later heartbeat was taken already"));
    }
    int attested = 0;
    if (parts.attestation().votes(parts.self()) && registry.currentTerm().equals(term.term())) {
      attested++;
    }
    boolean another = !node.equals(parts.self()) && parts.attestation().votes(node);
    if (another && request.getTerm() == term.term().value()) {
      attested++;
    }
    if (parts.attestation().majority(attested)) {
      return CompletableFuture.completedFuture(term.answer(node, request));
    }
    return parts
        .attestation()
        .attested(term.term())
        .thenComposeAsync(majority -> answer(term, node, request, majority), this::execute);
  }

  private CompletableFuture<HeartbeatResponse> answer(
      LeaderTerm term, NodeId node, HeartbeatRequest request, boolean majority) {
    return majority && leading == term
        ? CompletableFuture.completedFuture(term.answer(node, request))
        : notLeader();
  }

  private void begin(Term ready) {
    ClockReading now = parts.clocks().get();
    ClusterClock clock = new ClusterClock(registry.read(Registry::time), now);
    parts.stamps().follow(clock);
    LeaderTerm term = new LeaderTerm(ready, parts.self(), clock, now);
    registry.groups().forEach(group -> term.put(group, now));
    leading = term;
    pending.clear();
    LOG.info("leading term {} with {} groups", ready, term.groups().size());
    define(term);
    proposals.flush();
  }

  /** Says which nodes there are, until the registry knows: it grants nothing before. */
  private void define(LeaderTerm term) {
    if (defining || !registry.read(store -> store.range(Table.NODES, "", "~", 1)).isEmpty()) {
      return;
    }
    defining = true;
    propose(term, Request.byLeader(parts.definition(), term.term()))
        .whenComplete(
            (decision, failure) -> {
              defining = false;
              log(parts.definition(), decision, failure);
            });
  }

  private void end(String why) {
    LeaderTerm term = leading;
    if (term != null) {
      LOG.info("no longer leading term {}: {}", term.term(), why);
    }
    leading = null;
    pending.clear();
  }

  private void take(List<Event> events) {
    LeaderTerm term = leading;
    if (term == null) {
      return;
    }
    Set<GroupId> touched = new TreeSet<>();
    for (Event event : events) {
      GroupId group = event.group();
      if (group != null) {
        touched.add(group);
      }
    }
    Set<NodeId> concerned = new TreeSet<>();
    ClockReading now = parts.clocks().get();
    for (GroupId name : touched) {
      GroupRecord group = registry.group(name.value()).orElse(null);
      if (group == null) {
        term.remove(name);
        continue;
      }
      term.put(group, now);
      group.spec().members().forEach(member -> concerned.add(member.node()));
    }
    concerned.remove(parts.self());
    concerned.forEach(parts.nudge());
    plan(term, touched, now);
    proposals.flush();
  }

  private void tick() {
    LeaderTerm term = leading;
    if (term == null) {
      return;
    }
    if (!registry.leads(term.term())) {
      if (!registry.currentTerm().equals(term.term())) {
        end("the term is over");
      }
      return;
    }
    ClockReading now = parts.clocks().get();
    Set<GroupId> due = term.takeChanged();
    due.addAll(term.silentlyHeld(now));
    ClockReading before = lookedAtAll;
    if (before == null || now.leastSince(before).compareTo(LOOK_AT_ALL) >= 0) {
      lookedAtAll = now;
      define(term);
      term.groups().forEach(group -> due.add(group.spec().name()));
      place(term, now);
    }
    plan(term, due, now);
    proposals.flush();
  }

  private void plan(LeaderTerm term, Set<GroupId> due, ClockReading now) {
    ClusterTime time = term.time(now);
    for (GroupId name : due) {
      GroupRecord group = term.group(name);
      if (group == null) {
        continue;
      }
      if (pending.containsKey(name)) {
        term.touch(name);
        continue;
      }
      for (Command command : FailoverPlanner.plan(term.situation(group, time, now))) {
        pending.merge(name, 1, Integer::sum);
        propose(term, Request.byLeader(command, term.term()))
            .whenComplete(
                (decision, failure) -> {
                  pending.computeIfPresent(name, (key, open) -> open > 1 ? open - 1 : null);
                  log(command, decision, failure);
                });
      }
    }
  }

  /**
   * Proposes; what would close an epoch stops its extension first, and for good unless it is surely
   * refused (G1).
   */
  private CompletableFuture<Decision> propose(LeaderTerm term, Request request) {
    Optional<ClosedEpoch> closes = ClosedEpoch.of(request.command());
    closes.ifPresent(closed -> term.grantor().closing(closed.group(), closed.epoch()));
    CompletableFuture<Decision> answer =
        proposals.add(closes.isPresent() ? request.in(term.term()) : request);
    proposals.flush();
    return answer.whenComplete(
        (decision, failure) -> {
          boolean refused =
              decision instanceof Decision.Rejected
                  || (Failures.cause(failure) instanceof ProposalFailedException failed
                      && failed.kind() != ProposalFailedException.Kind.UNKNOWN);
          if (refused) {
            closes.ifPresent(open -> term.grantor().notClosed(open.group(), open.epoch()));
          }
        });
  }

  private void place(LeaderTerm term, ClockReading now) {
    ClockReading transferred = lastTransfer;
    boolean lately =
        transferred != null
            && now.leastSince(transferred).compareTo(LeadershipPlacement.SETTLING) < 0;
    if (lately || term.unsettled()) {
      return;
    }
    List<NodeId> holders = new ArrayList<>();
    for (GroupRecord group : term.groups()) {
      NodeId holder = group.role().holder();
      if (holder != null) {
        holders.add(holder);
      }
    }
    TreeSet<NodeId> dataNodes = new TreeSet<>(parts.dataNodes());
    TreeSet<NodeId> steady = new TreeSet<>(dataNodes);
    steady.removeIf(node -> !term.steady(node, now));
    LeadershipPlacement.Voters voters =
        new LeadershipPlacement.Voters(dataNodes, new TreeSet<>(registry.caughtUp()), steady);
    LeadershipPlacement.better(parts.self(), voters, holders, term.leadingFor(now))
        .ifPresent(
            better -> {
              LOG.info("handing leadership to {}, which holds fewer roles", better);
              lastTransfer = now;
              registry.transferLeadership(better);
            });
  }

  private ClusterView view(LeaderTerm term) {
    ClockReading now = parts.clocks().get();
    return term.view(term.time(now), now);
  }

  private static void log(
      Command command, @Nullable Decision decision, @Nullable Throwable failure) {
    if (failure != null) {
      LOG.warn("no answer to {}: {}", command, Failures.cause(failure).toString());
    } else if (decision instanceof Decision.Rejected rejected) {
      LOG.info("refused {}: {}", command, rejected.refusals());
    } else {
      LOG.debug("accepted {}", command);
    }
  }

  private <T> CompletableFuture<T> onLoop(Supplier<CompletableFuture<T>> work) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    try {
      loop.execute(
          () -> {
            try {
              work.get()
                  .whenComplete(
                      (value, failure) -> {
                        if (failure != null) {
                          answer.completeExceptionally(Failures.cause(failure));
                        } else {
                          answer.complete(value);
                        }
                      });
              proposals.flush();
            } catch (RuntimeException | Error bug) {
              answer.completeExceptionally(bug);
              parts.bug().accept(bug);
            }
          });
    } catch (RejectedExecutionException closed) {
      answer.completeExceptionally(
          new ProposalFailedException(
              ProposalFailedException.Kind.NOT_LEADER, "this node is stopping"));
    }
    return answer;
  }

  private void execute(Runnable task) {
    try {
      loop.execute(guarded(task));
    } catch (RejectedExecutionException closed) {
      LOG.debug("dropped at the end: {}", closed.getMessage());
    }
  }

  /**
   * A broken invariant halts the process: nobody may go on deciding from a state that cannot be.
   */
  private Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException | Error bug) {
        parts.bug().accept(bug);
      }
    };
  }

  private static <T> CompletableFuture<T> notLeader() {
    return CompletableFuture.failedFuture(
        new ProposalFailedException(
            ProposalFailedException.Kind.NOT_LEADER, "this node does not lead"));
  }

  @Override
  public void close() {
    loop.shutdownNow();
    try {
      if (!loop.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("the leader loop did not end within {} s", CLOSE_SECONDS);
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * What a leader loop works with.
   *
   * @param self this node
   * @param dataNodes all data nodes
   * @param definition what a new cluster is defined as
   * @param registry the replicated registry
   * @param attestation asks the voters
   * @param clocks reads this machine's clocks
   * @param stamps told of the cluster's clock when this node begins to lead
   * @param nudge tells a node that a heartbeat now would bring news
   * @param bug takes a broken invariant and halts the process
   */
  public record LeaderParts(
      NodeId self,
      Set<NodeId> dataNodes,
      Command.DefineCluster definition,
      ReplicatedRegistry registry,
      TermAttestation attestation,
      Supplier<ClockReading> clocks,
      Stamps stamps,
      Consumer<NodeId> nudge,
      Consumer<Throwable> bug) {}
}
