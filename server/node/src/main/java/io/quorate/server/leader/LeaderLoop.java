package io.quorate.server.leader;

import io.quorate.core.ClockReading;
import io.quorate.core.ClusterClock;
import io.quorate.core.Term;
import io.quorate.core.leader.KnownCluster;
import io.quorate.core.leader.Leader;
import io.quorate.core.leader.LeaderOutput;
import io.quorate.core.leader.LeaderRules;
import io.quorate.core.leader.ProposalId;
import io.quorate.core.leader.VisibleChange;
import io.quorate.core.membership.Voter;
import io.quorate.core.registry.Decision;
import io.quorate.core.registry.Event;
import io.quorate.core.registry.Registry;
import io.quorate.core.registry.Request;
import io.quorate.core.session.Heartbeat;
import io.quorate.core.session.HeartbeatId;
import io.quorate.server.registry.ProposalFailedException;
import io.quorate.server.registry.ReplicatedRegistry;
import io.quorate.server.session.AnswerMessages;
import io.quorate.server.watch.TurnLoop;
import io.quorate.v1.HeartbeatRequest;
import io.quorate.v1.HeartbeatResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the leader of the present term: carries heartbeats, answers, questions and proposals between
 * it and the network and the log. One thread, on which nothing waits.
 */
public final class LeaderLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LeaderLoop.class);
  private static final Duration TICK = Duration.ofMillis(20);

  private final LeaderParts parts;
  private final ReplicatedRegistry registry;
  private final TurnLoop turns;
  private final ProposalQueue proposals;
  private final Outputs outputs = new Outputs();
  private final HeardHeartbeats heard = new HeardHeartbeats();
  private final Map<HeartbeatId, CompletableFuture<HeartbeatResponse>> waiting = new TreeMap<>();
  private final Map<ProposalId, CompletableFuture<Decision>> asked = new TreeMap<>();
  private final List<Consumer<VisibleChange>> watchers = new CopyOnWriteArrayList<>();
  private final AtomicBoolean missed = new AtomicBoolean();
  private @Nullable Leader leading;
  private boolean nodesLookOtherwise;
  private volatile @Nullable ClusterView shown;

  /** Does nothing until this node leads. */
  public LeaderLoop(LeaderParts parts) {
    this.parts = parts;
    this.registry = parts.registry();
    this.turns = parts.turns();
    this.proposals = new ProposalQueue(registry, this::execute);
  }

  /** Begins to tick. */
  public void start() {
    turns.every(TICK, shown(this::tick));
  }

  /** This node leads the term and has applied its first entry and all before it (G3). */
  public void leadershipReady(Term term) {
    execute(() -> begin(term));
  }

  /** This node does not lead any more. */
  public void leadershipLost() {
    execute(() -> end("leadership was lost"));
  }

  /**
   * Entries were applied. A loop that is so far behind that it cannot be told begins its term anew
   * when it gets on.
   */
  public void applied(List<Event> events) {
    if (!events.isEmpty() && turns.offer(shown(() -> take(events))) == TurnLoop.Entry.FULL) {
      missed.set(true);
    }
  }

  /** The whole state was replaced. */
  public void restored() {
    execute(this::again);
  }

  private void again() {
    Leader leader = leading;
    if (leader != null) {
      begin(leader.term());
    }
  }

  /**
   * Takes a heartbeat.
   *
   * @param request the message
   * @param beat what was read from it
   * @param arrivedAt read when it arrived, before anything else (G2)
   * @return the answer, once a majority has attested the term since (G1); fails with {@link
   *     ProposalFailedException}
   */
  public CompletableFuture<HeartbeatResponse> heartbeat(
      HeartbeatRequest request, Heartbeat beat, ClockReading arrivedAt) {
    return onLoop((leader, answer) -> take(leader, request, beat, arrivedAt, answer));
  }

  /** Proposes an operator's request; fails with {@link ProposalFailedException}. */
  public CompletableFuture<Decision> propose(Request request) {
    return onLoop((leader, answer) -> propose(leader, request, answer));
  }

  /**
   * Proposes requests of programs in one turn, in order.
   *
   * @param wanted asked on the thread that leads, right before each is proposed: when it is no
   *     more, nothing is
   * @return one decision for each request; each fails with {@link ProposalFailedException}
   */
  public List<CompletableFuture<Decision>> propose(List<Request> requests, BooleanSupplier wanted) {
    List<CompletableFuture<Decision>> answers = new ArrayList<>();
    requests.forEach(request -> answers.add(new CompletableFuture<>()));
    CompletableFuture<Integer> turn =
        onLoop(
            (leader, taken) -> {
              for (int i = 0; i < answers.size(); i++) {
                if (wanted.getAsBoolean()) {
                  propose(leader, requests.get(i), answers.get(i));
                } else {
                  answers.get(i).completeExceptionally(unavailable("one before it has failed"));
                }
              }
              taken.complete(answers.size());
            });
    CompletableFuture<Integer> unused =
        turn.whenComplete(
            (taken, failure) -> {
              if (failure != null) {
                answers.forEach(answer -> answer.completeExceptionally(failure));
              }
            });
    return answers;
  }

  private void propose(Leader leader, Request request, CompletableFuture<Decision> answer) {
    for (LeaderOutput output : leader.propose(request)) {
      if (output instanceof LeaderOutput.Propose proposal) {
        asked.put(proposal.id(), answer);
      }
      output.dispatch(outputs);
    }
  }

  /**
   * What the leader knows beyond the registry, for any thread, at no cost to the leader's; empty
   * while this node does not lead.
   */
  public Optional<ClusterView> view() {
    return Optional.ofNullable(shown);
  }

  /**
   * Tells what may look otherwise than before, as long as this node leads, and when that begins and
   * ends.
   *
   * @param watcher called on the thread that leads; must return at once
   */
  public void watch(Consumer<VisibleChange> watcher) {
    watchers.add(watcher);
  }

  private void take(
      Leader leader,
      HeartbeatRequest request,
      Heartbeat beat,
      ClockReading arrivedAt,
      CompletableFuture<HeartbeatResponse> answer) {
    CompletableFuture<HeartbeatResponse> before = waiting.put(beat.id(), answer);
    if (before != null) {
      before.completeExceptionally(unavailable("the same heartbeat came again"));
    }
    if (heard.take(request, beat.id())) {
      nodesLookOtherwise = true;
    }
    perform(leader.heartbeat(beat, arrivedAt, registry.raftView()));
  }

  private void begin(Term term) {
    end("another begins");
    ClockReading now = parts.clocks().get();
    ClusterClock clock = new ClusterClock(registry.read(Registry::time), now);
    parts.stamps().follow(clock);
    heard.clear();
    Leader leader = new Leader(parts.setting(), LeaderRules.PROTOCOL, term, clock, now);
    leading = leader;
    perform(leader.begin(registry.read(KnownCluster::of), registry.raftView(), now));
    LOG.info("leading term {} with {} groups", term, leader.groups().size());
  }

  private void end(String why) {
    Leader leader = leading;
    if (leader == null) {
      return;
    }
    LOG.info("no longer leading term {}: {}", leader.term(), why);
    leading = null;
    waiting.values().forEach(answer -> answer.completeExceptionally(notLeader()));
    waiting.clear();
    asked
        .values()
        .forEach(
            answer ->
                answer.completeExceptionally(
                    new ProposalFailedException(
                        ProposalFailedException.Kind.UNKNOWN, "leadership was lost meanwhile")));
    asked.clear();
  }

  private void take(List<Event> events) {
    Leader leader = leading;
    if (leader != null) {
      perform(
          leader.applied(
              events, group -> registry.group(group.value()).orElse(null), parts.clocks().get()));
    }
  }

  private void tick() {
    if (missed.getAndSet(false)) {
      LOG.warn("{} was so far behind that it begins its term anew", turns.progress().name());
      again();
    }
    Leader leader = leading;
    if (leader == null) {
      return;
    }
    if (!registry.currentTerm().equals(leader.term())) {
      end("the term is over");
      return;
    }
    perform(leader.tick(registry.raftView(), parts.clocks().get()));
  }

  private void perform(List<LeaderOutput> wanted) {
    wanted.forEach(output -> output.dispatch(outputs));
    proposals.flush();
  }

  /** Carries out what a leader wants. */
  private final class Outputs implements LeaderOutput.Cases {
    @Override
    public void answer(LeaderOutput.Answer output) {
      CompletableFuture<HeartbeatResponse> answer = waiting.remove(output.answer().to());
      if (answer != null) {
        answer.complete(AnswerMessages.message(output.answer()));
      }
    }

    @Override
    public void decline(LeaderOutput.Decline output) {
      CompletableFuture<HeartbeatResponse> answer = waiting.remove(output.heartbeat());
      if (answer != null) {
        answer.completeExceptionally(
            switch (output.why()) {
              case OVERTAKEN -> unavailable("a later heartbeat was taken already");
              case NO_MAJORITY -> unavailable("no majority has confirmed the leader's term");
              case NOT_LEADING -> notLeader();
              case REPLACED -> unavailable("another peer has the place of this node");
            });
      }
    }

    @Override
    public void askVoters(LeaderOutput.AskVoters output) {
      Leader leader = leading;
      for (Voter voter : output.voters()) {
        parts
            .questions()
            .ask(
                voter,
                (peer, found) ->
                    execute(
                        () -> {
                          if (leader != null && leader.equals(leading)) {
                            perform(
                                leader.voterAnswered(
                                    output.round(),
                                    peer,
                                    found,
                                    registry.raftView(),
                                    parts.clocks().get()));
                          }
                        }));
      }
    }

    @Override
    public void propose(LeaderOutput.Propose output) {
      Leader leader = leading;
      proposals
          .add(output.request())
          .whenComplete((decision, failure) -> ended(leader, output, decision, failure));
    }

    @Override
    public void nudge(LeaderOutput.Nudge output) {
      parts.nudge().accept(output.node());
    }

    @Override
    public void handOver(LeaderOutput.HandOver output) {
      LOG.info("handing leadership to {}, which holds fewer roles", output.to());
      registry.transferLeadership(output.to());
    }

    @Override
    public void seatVoter(LeaderOutput.SeatVoter output) {
      LOG.info("{} is to vote in the place of its node", output.voter());
      registry
          .seatVoter(output.voter())
          .whenComplete(
              (done, failure) -> {
                if (failure != null) {
                  LOG.info(
                      "{} does not vote yet: {}",
                      output.voter(),
                      Failures.cause(failure).toString());
                }
              });
    }

    @Override
    public void giveUp(LeaderOutput.GiveUp output) {
      LOG.warn("giving leadership up: {}", output.cause());
      registry.giveUpLeadership();
    }
  }

  private void ended(
      @Nullable Leader leader,
      LeaderOutput.Propose proposal,
      @Nullable Decision decision,
      @Nullable Throwable failure) {
    Outcomes.log(proposal.request(), decision, failure);
    if (leader == null || !leader.equals(leading)) {
      return;
    }
    CompletableFuture<Decision> answer = asked.remove(proposal.id());
    perform(leader.proposalEnded(proposal.id(), Outcomes.end(decision, failure)));
    if (answer == null) {
      return;
    }
    if (decision != null) {
      answer.complete(decision);
    } else {
      answer.completeExceptionally(Failures.cause(failure));
    }
  }

  /** Something that needs the leader, and an answer. */
  private interface Work<T> {
    void begin(Leader leader, CompletableFuture<T> answer);
  }

  private <T> CompletableFuture<T> onLoop(Work<T> work) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    TurnLoop.Entry entry =
        turns.offer(
            shown(
                () -> {
                  Leader leader = leading;
                  if (leader == null) {
                    answer.completeExceptionally(notLeader());
                    return;
                  }
                  work.begin(leader, answer);
                  proposals.flush();
                }));
    if (entry == TurnLoop.Entry.FULL) {
      answer.completeExceptionally(
          new ProposalFailedException(
              ProposalFailedException.Kind.OVERLOADED,
              TurnLoop.MOST_WAITING + " calls wait for this leader already"));
    } else if (entry == TurnLoop.Entry.CLOSED) {
      answer.completeExceptionally(notLeader());
    }
    return answer;
  }

  private void execute(Runnable task) {
    turns.comeBack(shown(task));
  }

  /** After the turn, whoever looks sees what the leader knows now. */
  private Runnable shown(Runnable turn) {
    return () -> {
      turn.run();
      show();
    };
  }

  private void show() {
    Leader leader = leading;
    boolean before = shown != null;
    if (leader == null) {
      shown = null;
      if (before) {
        tell(new VisibleChange(new TreeSet<>(), VisibleChange.Nodes.OTHERWISE));
      }
      return;
    }
    shown = new ClusterView(leader.picture(), heard.picture());
    VisibleChange change = leader.takeVisible();
    if (nodesLookOtherwise || !before) {
      change = new VisibleChange(change.groups(), VisibleChange.Nodes.OTHERWISE);
      nodesLookOtherwise = false;
    }
    if (!change.none()) {
      tell(change);
    }
  }

  private void tell(VisibleChange change) {
    watchers.forEach(watcher -> watcher.accept(change));
  }

  private static ProposalFailedException notLeader() {
    return new ProposalFailedException(
        ProposalFailedException.Kind.NOT_LEADER, "this node does not lead");
  }

  private static ProposalFailedException unavailable(String why) {
    return new ProposalFailedException(ProposalFailedException.Kind.UNAVAILABLE, why);
  }

  @Override
  public void close() {
    execute(() -> end("this node stops"));
    turns.close();
  }
}
