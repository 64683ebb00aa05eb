package io.quorate.server.api;

import io.grpc.stub.StreamObserver;
import io.quorate.client.error.Refusals;
import io.quorate.core.NodeId;
import io.quorate.v1.GetStatusRequest;
import io.quorate.v1.Status;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Decided status wherever the leader is; falls back to what this node knows. */
final class StatusAnswers {
  private static final long LEADER_SECONDS = 2;

  private final NodeId self;
  private final LeaderRoute route;
  private final StatusSource source;

  StatusAnswers(NodeId self, LeaderRoute route, StatusSource source) {
    this.self = self;
    this.route = route;
    this.source = source;
  }

  /** The leader's answer; fails when this node does not lead or no majority confirms it. */
  CompletableFuture<Status> confirmed(GetStatusRequest request) {
    return source.confirmed(request);
  }

  /**
   * The status: from here when this node leads, else from the leader, else the last that this node
   * knew.
   */
  CompletableFuture<Status> status(GetStatusRequest request) {
    if (request.getLocal()) {
      return CompletableFuture.completedFuture(source.lastKnown(request));
    }
    CompletableFuture<Status> best;
    Optional<NodeId> leader = route.elsewhere();
    if (route.leads() || leader.isEmpty()) {
      best = source.confirmed(request);
    } else {
      best = new CompletableFuture<>();
      route
          .stub(leader.get())
          .withDeadlineAfter(LEADER_SECONDS, TimeUnit.SECONDS)
          .getStatus(request, new Once<>(best));
    }
    return best.handle((status, failure) -> best(request, status))
        .thenCompose(status -> answer(request, status));
  }

  /**
   * The best that is known.
   *
   * @param status what was found out; null when nothing was
   */
  Status best(GetStatusRequest request, @Nullable Status status) {
    return status != null && status.getSource() == Status.Source.QUORUM
        ? status.toBuilder().setAnsweredBy(self.value()).build()
        : source.lastKnown(request);
  }

  /**
   * What the caller is told. That a group is not there is said only when a majority has confirmed
   * it: a node that has just started may not know yet what it knew before.
   */
  static CompletableFuture<Status> answer(GetStatusRequest request, Status status) {
    if (request.getGroup().isEmpty() || status.getGroupsCount() > 0) {
      return CompletableFuture.completedFuture(status);
    }
    if (status.getSource() == Status.Source.QUORUM) {
      return CompletableFuture.failedFuture(Refused.of(GroupReads.unknown(request.getGroup())));
    }
    return CompletableFuture.failedFuture(
        Refusals.noQuorum(
            status.getAnsweredBy()
                + " reaches no leader with a majority, and knows nothing of group '"
                + request.getGroup()
                + "'",
            "see that a majority of the nodes runs and reaches each other; then try again"));
  }

  /** Takes the one answer of a call. */
  private record Once<A>(CompletableFuture<A> answer) implements StreamObserver<A> {
    @Override
    public void onNext(A value) {
      answer.complete(value);
    }

    @Override
    public void onError(Throwable failure) {
      answer.completeExceptionally(failure);
    }

    @Override
    public void onCompleted() {
      answer.completeExceptionally(new IllegalStateException("an answer without a value"));
    }
  }
}
