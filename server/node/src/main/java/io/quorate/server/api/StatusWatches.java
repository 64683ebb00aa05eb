package io.quorate.server.api;

import io.grpc.Context;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.quorate.client.error.Refusals;
import io.quorate.core.NodeId;
import io.quorate.v1.GetStatusRequest;
import io.quorate.v1.Status;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Decided status wherever the leader is, once or again and again; falls back to what this node
 * knows.
 */
final class StatusWatches {
  private static final int MAX_WATCHES = 64;
  private static final long PERIOD_MILLIS = 500;
  private static final long MAX_ROUNDS = 3_600_000 / PERIOD_MILLIS;
  private static final long LEADER_SECONDS = 2;

  private final ApiParts parts;
  private final LeaderRoute route;
  private final StatusSource statuses;
  private final ScheduledExecutorService timer;
  private final AtomicInteger open = new AtomicInteger();

  StatusWatches(
      ApiParts parts, LeaderRoute route, StatusSource statuses, ScheduledExecutorService timer) {
    this.parts = parts;
    this.route = route;
    this.statuses = statuses;
    this.timer = timer;
  }

  /**
   * The status: from here when this node leads, else from the leader, else the last that this node
   * knew.
   */
  CompletableFuture<Status> status(GetStatusRequest request) {
    if (request.getLocal()) {
      return CompletableFuture.completedFuture(statuses.lastKnown(request));
    }
    CompletableFuture<Status> best;
    Optional<NodeId> leader = route.elsewhere();
    if (route.leads() || leader.isEmpty()) {
      best = statuses.confirmed(request);
    } else {
      best = new CompletableFuture<>();
      route
          .stub(leader.get())
          .withDeadlineAfter(LEADER_SECONDS, TimeUnit.SECONDS)
          .getStatus(request, new Once<>(best));
    }
    return best.handle(
            (status, failure) ->
                status != null && status.getSource() == Status.Source.QUORUM
                    ? status.toBuilder().setAnsweredBy(parts.identity().self().value()).build()
                    : statuses.lastKnown(request))
        .thenCompose(status -> answer(request, status));
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
      return CompletableFuture.failedFuture(Refused.of(AdminService.unknown(request.getGroup())));
    }
    return CompletableFuture.failedFuture(
        Refusals.noQuorum(
            status.getAnsweredBy()
                + " reaches no leader with a majority, and knows nothing of group '"
                + request.getGroup()
                + "'",
            "see that a majority of the nodes runs and reaches each other; then try again"));
  }

  /** Sends a status now and one after each change, until the caller goes or an hour is over. */
  void watch(GetStatusRequest request, StreamObserver<Status> out) {
    ServerCallStreamObserver<Status> call = (ServerCallStreamObserver<Status>) out;
    if (open.incrementAndGet() > MAX_WATCHES) {
      open.decrementAndGet();
      out.onError(
          io.grpc.Status.RESOURCE_EXHAUSTED
              .withDescription(MAX_WATCHES + " watches are open on this node already")
              .asRuntimeException());
      return;
    }
    Context context = Context.current().fork();
    Watch watch = new Watch(request, call, context);
    call.setOnCancelHandler(watch::end);
    watch.look();
  }

  /** One caller that is told of changes. */
  private final class Watch {
    private final GetStatusRequest request;
    private final ServerCallStreamObserver<Status> out;
    private final Context context;
    private @Nullable Status last;
    private long rounds;
    private boolean ended;

    Watch(GetStatusRequest request, ServerCallStreamObserver<Status> out, Context context) {
      this.request = request;
      this.out = out;
      this.context = context;
    }

    void look() {
      context.run(() -> status(request).whenComplete(this::told));
    }

    private synchronized void told(@Nullable Status status, @Nullable Throwable failure) {
      if (ended) {
        return;
      }
      if (failure != null || status == null) {
        out.onError(Refused.of(failure == null ? new IllegalStateException() : failure));
        end();
        return;
      }
      Status comparable = withoutClock(status);
      if (!comparable.equals(last) && out.isReady()) {
        last = comparable;
        out.onNext(status);
      }
      if (++rounds >= MAX_ROUNDS) {
        out.onCompleted();
        end();
        return;
      }
      var next = timer.schedule(this::look, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
      if (next.isCancelled()) {
        end();
      }
    }

    private synchronized void end() {
      if (!ended) {
        ended = true;
        open.decrementAndGet();
      }
    }
  }

  /** What only says how time goes by is no change. */
  private static Status withoutClock(Status status) {
    Status.Builder plain = status.toBuilder().clearAsOf().clearAge();
    plain.getNodesBuilderList().forEach(node -> node.clearLastSeen().clearAppliedIndex());
    return plain.build();
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
