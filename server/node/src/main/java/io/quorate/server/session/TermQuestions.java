package io.quorate.server.session;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import io.grpc.Context;
import io.quorate.core.Term;
import io.quorate.core.membership.Voter;
import io.quorate.v1.AttestRequest;
import io.quorate.v1.AttestResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Asks voters for their present term (rule G1). */
public final class TermQuestions {
  private final AttestRequest question;
  private final Peers peers;
  private final Duration limit;

  /**
   * For one cluster.
   *
   * @param limit how long a voter may take
   */
  public TermQuestions(String cluster, Peers peers, Duration limit) {
    this.question = AttestRequest.newBuilder().setCluster(cluster).build();
    this.peers = peers;
    this.limit = limit;
  }

  /** How long a voter may take. */
  public Duration limit() {
    return limit;
  }

  /** Takes what a voter said. */
  @FunctionalInterface
  public interface Said {
    /**
     * On any thread: the term that the voter read after it was asked; null when it said none, or
     * another peer of its node did.
     */
    void said(Voter voter, @Nullable Term term);
  }

  /**
   * Asks one voter; it is always told something, within the limit. Whoever asks, the question is
   * nobody's call: it must not end because the call in whose thread it is asked has ended.
   */
  public void ask(Voter voter, Said said) {
    Context.ROOT.run(
        () -> {
          if (!peers.nodes().contains(voter.node())) {
            said.said(voter, null); // it is not in this node's file
            return;
          }
          ListenableFuture<AttestResponse> answer =
              peers
                  .session(voter.node())
                  .withDeadlineAfter(limit.toMillis(), TimeUnit.MILLISECONDS)
                  .attest(question);
          Futures.addCallback(answer, callback(voter, said), MoreExecutors.directExecutor());
        });
  }

  private static FutureCallback<AttestResponse> callback(Voter voter, Said said) {
    return new FutureCallback<>() {
      @Override
      public void onSuccess(AttestResponse response) {
        boolean sound =
            response.getNode().equals(voter.node().value())
                && Math.max(1, response.getGeneration()) == voter.generation().value()
                && response.getTerm() >= 0;
        said.said(voter, sound ? new Term(response.getTerm()) : null);
      }

      @Override
      public void onFailure(Throwable failure) {
        said.said(voter, null);
      }
    };
  }
}
