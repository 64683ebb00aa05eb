package io.quorate.server.api;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.quorate.core.NodeId;
import io.quorate.server.session.Peers;
import io.quorate.v1.PipelineRequest;
import io.quorate.v1.PipelineResponse;
import io.quorate.v1.WritesGrpc;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** The API of programs that write much: each stream is carried out by the leader. */
final class WritesService extends WritesGrpc.WritesImplBase {
  private final LeaderRoute route;
  private final Peers peers;
  private final Supplier<OrderedWrites> order;
  private final Executor answering;

  /**
   * By way of the leader.
   *
   * @param order in which the writes of one more stream are proposed
   * @param answering where answers are put together
   */
  WritesService(LeaderRoute route, Peers peers, Supplier<OrderedWrites> order, Executor answering) {
    this.route = route;
    this.peers = peers;
    this.order = order;
    this.answering = answering;
  }

  @Override
  public StreamObserver<PipelineRequest> pipeline(StreamObserver<PipelineResponse> answers) {
    ServerCallStreamObserver<PipelineResponse> out =
        (ServerCallStreamObserver<PipelineResponse>) answers;
    if (route.leads()) {
      return PipelineCall.begin(order.get(), out, answering);
    }
    Optional<NodeId> elsewhere = route.elsewhere();
    if (elsewhere.isPresent()) {
      return PipelineRelay.begin(out, route.passing(peers.writes(elsewhere.get())));
    }
    out.onError(route.nobodyLeads());
    return new Unheard();
  }

  /** Requests of a stream that has ended before it began. */
  private static final class Unheard implements StreamObserver<PipelineRequest> {
    @Override
    public void onNext(PipelineRequest request) {
      // The caller has been told that nothing is taken.
    }

    @Override
    public void onError(Throwable gone) {
      // It has ended already.
    }

    @Override
    public void onCompleted() {
      // It has ended already.
    }
  }
}
