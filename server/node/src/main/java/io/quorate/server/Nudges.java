package io.quorate.server;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import io.grpc.Context;
import io.quorate.core.NodeId;
import io.quorate.server.api.ClusterIdentity;
import io.quorate.server.session.Peers;
import io.quorate.v1.NudgeRequest;
import io.quorate.v1.NudgeResponse;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Tells nodes that a heartbeat now would bring news. Losing one costs a heartbeat period at most.
 * One is under way to each node, and one more is noted, however much happens.
 */
public final class Nudges implements Consumer<NodeId> {
  private static final long LIMIT_MILLIS = 500;

  private final NodeId self;
  private final NudgeRequest message;
  private final Peers peers;
  private final Runnable here;
  private final Map<NodeId, AtomicReference<Telling>> telling = new TreeMap<>();

  /** Whether a node is being told. */
  private enum Telling {
    NOT,
    UNDER_WAY,
    /** And there was more news since. */
    AND_AGAIN
  }

  /**
   * For one node.
   *
   * @param here nudges this node
   */
  public Nudges(ClusterIdentity identity, Peers peers, Runnable here) {
    this.self = identity.self();
    this.message = NudgeRequest.newBuilder().setCluster(identity.label()).build();
    this.peers = peers;
    this.here = here;
    peers.nodes().forEach(node -> telling.put(node, new AtomicReference<>(Telling.NOT)));
  }

  @Override
  public void accept(NodeId node) {
    if (node.equals(self)) {
      here.run();
      return;
    }
    AtomicReference<Telling> state = telling.get(node);
    if (state == null) {
      return; // it is not in this node's file
    }
    Telling before =
        state.getAndUpdate(now -> now == Telling.NOT ? Telling.UNDER_WAY : Telling.AND_AGAIN);
    if (before == Telling.NOT) {
      send(node, state);
    }
  }

  private void send(NodeId node, AtomicReference<Telling> state) {
    Context.ROOT.run(
        () -> {
          ListenableFuture<NudgeResponse> sent =
              peers
                  .session(node)
                  .withDeadlineAfter(LIMIT_MILLIS, TimeUnit.MILLISECONDS)
                  .nudge(message);
          sent.addListener(() -> sent(node, state), MoreExecutors.directExecutor());
        });
  }

  private void sent(NodeId node, AtomicReference<Telling> state) {
    Telling noted =
        state.getAndUpdate(now -> now == Telling.AND_AGAIN ? Telling.UNDER_WAY : Telling.NOT);
    if (noted == Telling.AND_AGAIN) {
      send(node, state);
    }
  }
}
