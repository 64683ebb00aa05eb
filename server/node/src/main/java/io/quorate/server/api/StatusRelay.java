package io.quorate.server.api;

import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.quorate.core.NodeId;
import io.quorate.v1.AdminGrpc;
import io.quorate.v1.GetStatusRequest;
import io.quorate.v1.Status;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A watch at the node that leads, for a caller of this node. It asks for the next status when the
 * caller has taken the last, so the leader holds back the rest.
 */
final class StatusRelay implements ClientResponseObserver<GetStatusRequest, Status> {
  private final NodeId from;
  private final BiConsumer<StatusRelay, Status> told;
  private final Consumer<StatusRelay> lost;
  private @Nullable ClientCallStreamObserver<GetStatusRequest> call;
  private boolean closed;

  /**
   * For one caller.
   *
   * @param told takes each status
   * @param lost told when no more come, unless it was closed
   */
  StatusRelay(NodeId from, BiConsumer<StatusRelay, Status> told, Consumer<StatusRelay> lost) {
    this.from = from;
    this.told = told;
    this.lost = lost;
  }

  /** The node that it listens to. */
  NodeId from() {
    return from;
  }

  void open(AdminGrpc.AdminStub stub, GetStatusRequest request) {
    stub.watchStatus(request, this);
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<GetStatusRequest> begun) {
    begun.disableAutoRequestWithInitial(1);
    synchronized (this) {
      call = begun;
    }
  }

  /** The caller has taken what was told last. */
  synchronized void taken() {
    if (call != null && !closed) {
      call.request(1);
    }
  }

  @Override
  public void onNext(Status status) {
    told.accept(this, status);
  }

  @Override
  public void onError(Throwable failure) {
    lost.accept(this);
  }

  @Override
  public void onCompleted() {
    lost.accept(this);
  }

  synchronized void close() {
    closed = true;
    if (call != null) {
      call.cancel("nobody watches by way of this node any more", null);
    }
  }
}
