package io.quorate.server.session;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import io.quorate.core.NodeId;
import io.quorate.core.Term;
import io.quorate.server.registry.ReplicatedRegistry;
import io.quorate.v1.AttestRequest;
import io.quorate.v1.AttestResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Asks the voters whether the leader's term is still theirs (rule G1, and reads). A question that
 * comes while a round is under way waits for the next round, so that every answer was asked for
 * after its question; one round serves all that wait.
 */
public final class TermAttestation {
  private final String cluster;
  private final NodeId self;
  private final Set<NodeId> voters;
  private final Peers peers;
  private final ReplicatedRegistry registry;
  private final Duration limit;

  private @Nullable Round next;
  private boolean running;

  private static final class Round {
    final Term term;
    final CompletableFuture<Boolean> answer = new CompletableFuture<>();

    Round(Term term) {
      this.term = term;
    }
  }

  /**
   * For one node.
   *
   * @param voters all of them, this node included where it votes
   * @param limit how long a voter may take
   */
  public TermAttestation(
      String cluster,
      NodeId self,
      Set<NodeId> voters,
      Peers peers,
      ReplicatedRegistry registry,
      Duration limit) {
    this.cluster = cluster;
    this.self = self;
    this.voters = voters;
    this.peers = peers;
    this.registry = registry;
    this.limit = limit;
  }

  /** Whether this many voters are a majority. */
  public boolean majority(int attested) {
    return attested * 2 > voters.size();
  }

  /** Whether the node is a voter. */
  public boolean votes(NodeId node) {
    return voters.contains(node);
  }

  /**
   * Whether a majority, asked after this call, found the term to be theirs. Completes within the
   * limit; false means only that it is not known.
   */
  public CompletableFuture<Boolean> attested(Term term) {
    Round joined;
    synchronized (this) {
      Round waiting = next;
      if (waiting != null && !waiting.term.equals(term)) {
        waiting.answer.complete(false);
        waiting = null;
      }
      joined = waiting == null ? new Round(term) : waiting;
      next = joined;
      if (running) {
        return joined.answer;
      }
      running = true;
      next = null;
    }
    run(joined);
    return joined.answer;
  }

  private void run(Round round) {
    round.answer.whenComplete((attested, failure) -> startNext());
    Tally tally = new Tally(round);
    if (votes(self)) {
      tally.answered(registry.currentTerm().equals(round.term));
    }
    for (NodeId voter : voters) {
      if (!voter.equals(self)) {
        ask(voter, tally);
      }
    }
  }

  private void startNext() {
    Round round;
    synchronized (this) {
      round = next;
      next = null;
      running = round != null;
    }
    if (round != null) {
      run(round);
    }
  }

  private void ask(NodeId voter, Tally tally) {
    ListenableFuture<AttestResponse> answer =
        peers
            .session(voter)
            .withDeadlineAfter(limit.toMillis(), TimeUnit.MILLISECONDS)
            .attest(AttestRequest.newBuilder().setCluster(cluster).build());
    Futures.addCallback(
        answer,
        new FutureCallback<>() {
          @Override
          public void onSuccess(AttestResponse response) {
            boolean same =
                response.getTerm() == tally.round.term.value()
                    && response.getNode().equals(voter.value());
            tally.answered(same);
          }

          @Override
          public void onFailure(Throwable failure) {
            tally.answered(false);
          }
        },
        MoreExecutors.directExecutor());
  }

  /** Counts the answers of one round. */
  private final class Tally {
    final Round round;
    final AtomicInteger same = new AtomicInteger();
    final AtomicInteger open = new AtomicInteger(voters.size());

    Tally(Round round) {
      this.round = round;
    }

    void answered(boolean attests) {
      int agreeing = attests ? same.incrementAndGet() : same.get();
      int left = open.decrementAndGet();
      if (majority(agreeing)) {
        round.answer.complete(true);
      } else if (left == 0) {
        round.answer.complete(false);
      }
    }
  }
}
