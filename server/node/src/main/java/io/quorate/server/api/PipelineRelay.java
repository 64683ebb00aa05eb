package io.quorate.server.api;

import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.quorate.v1.PipelineRequest;
import io.quorate.v1.PipelineResponse;
import io.quorate.v1.WritesGrpc;
import org.jspecify.annotations.Nullable;

/**
 * One stream of writes, on a node that does not lead: passes each message on, one at a time in each
 * direction, so that nothing waits here that the other side does not take.
 */
final class PipelineRelay implements StreamObserver<PipelineRequest> {
  private final ServerCallStreamObserver<PipelineResponse> caller;
  private @Nullable ClientCallStreamObserver<PipelineRequest> leader;
  private boolean callerAwaited;
  private boolean leaderAwaited;
  private boolean ended;

  private PipelineRelay(ServerCallStreamObserver<PipelineResponse> caller) {
    this.caller = caller;
  }

  /** Opens a stream at the leader, and passes on from here on. */
  static PipelineRelay begin(
      ServerCallStreamObserver<PipelineResponse> caller, WritesGrpc.WritesStub leader) {
    PipelineRelay relay = new PipelineRelay(caller);
    caller.disableAutoRequest();
    caller.setOnReadyHandler(relay::more);
    caller.setOnCancelHandler(relay::left);
    StreamObserver<PipelineRequest> unused = leader.pipeline(relay.new FromLeader());
    relay.more();
    return relay;
  }

  /** Takes from each side one message when the other takes one. */
  private synchronized void more() {
    ClientCallStreamObserver<PipelineRequest> to = leader;
    if (ended || to == null) {
      return;
    }
    if (!callerAwaited && to.isReady()) {
      callerAwaited = true;
      caller.request(1);
    }
    if (!leaderAwaited && caller.isReady()) {
      leaderAwaited = true;
      to.request(1);
    }
  }

  @Override
  public void onNext(PipelineRequest request) {
    synchronized (this) {
      callerAwaited = false;
      if (!ended && leader != null) {
        leader.onNext(request);
      }
    }
    more();
  }

  @Override
  public void onError(Throwable gone) {
    left();
  }

  @Override
  public synchronized void onCompleted() {
    callerAwaited = true; // nothing comes any more
    if (!ended && leader != null) {
      leader.onCompleted();
    }
  }

  private synchronized void left() {
    if (!ended) {
      ended = true;
      if (leader != null) {
        leader.cancel("the caller has left", null);
      }
    }
  }

  /** What the leader says. */
  private final class FromLeader
      implements ClientResponseObserver<PipelineRequest, PipelineResponse> {
    @Override
    public void beforeStart(ClientCallStreamObserver<PipelineRequest> to) {
      synchronized (PipelineRelay.this) {
        leader = to;
      }
      to.disableAutoRequestWithInitial(0);
      to.setOnReadyHandler(PipelineRelay.this::more);
    }

    @Override
    public void onNext(PipelineResponse response) {
      synchronized (PipelineRelay.this) {
        leaderAwaited = false;
        if (!ended) {
          caller.onNext(response);
        }
      }
      more();
    }

    @Override
    public void onError(Throwable failure) {
      synchronized (PipelineRelay.this) {
        if (!ended) {
          ended = true;
          caller.onError(LeaderRoute.asAnswered(failure));
        }
      }
    }

    @Override
    public void onCompleted() {
      synchronized (PipelineRelay.this) {
        if (!ended) {
          ended = true;
          caller.onCompleted();
        }
      }
    }
  }
}
