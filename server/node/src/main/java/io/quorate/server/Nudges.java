package io.quorate.server;

import com.google.common.util.concurrent.ListenableFuture;
import io.grpc.Context;
import io.quorate.core.NodeId;
import io.quorate.server.api.ClusterIdentity;
import io.quorate.server.session.Peers;
import io.quorate.v1.NudgeRequest;
import io.quorate.v1.NudgeResponse;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Tells nodes that a heartbeat now would bring news. Losing one costs a heartbeat period at most.
 */
final class Nudges implements Consumer<NodeId> {
  private static final long LIMIT_MILLIS = 500;

  private final NodeId self;
  private final NudgeRequest message;
  private final Peers peers;
  private final Runnable here;

  /**
   * For one node.
   *
   * @param here nudges this node
   */
  Nudges(ClusterIdentity identity, Peers peers, Runnable here) {
    this.self = identity.self();
    this.message = NudgeRequest.newBuilder().setCluster(identity.cluster()).build();
    this.peers = peers;
    this.here = here;
  }

  @Override
  public void accept(NodeId node) {
    if (node.equals(self)) {
      here.run();
    } else if (peers.nodes().contains(node)) {
      Context.ROOT.run(() -> send(node));
    }
  }

  private void send(NodeId node) {
    ListenableFuture<NudgeResponse> unused =
        peers.session(node).withDeadlineAfter(LIMIT_MILLIS, TimeUnit.MILLISECONDS).nudge(message);
  }
}
