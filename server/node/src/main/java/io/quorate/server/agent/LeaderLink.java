package io.quorate.server.agent;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.MoreExecutors;
import io.grpc.Context;
import io.quorate.core.ClockReading;
import io.quorate.core.NodeId;
import io.quorate.core.session.Heartbeat;
import io.quorate.server.leader.LeaderLoop;
import io.quorate.server.session.Peers;
import io.quorate.v1.HeartbeatRequest;
import io.quorate.v1.HeartbeatResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Carries heartbeats to a leader: to this node's own loop, or over the network. */
public final class LeaderLink {
  private final NodeId self;
  private final LeaderLoop leader;
  private final Peers peers;
  private final Supplier<ClockReading> clocks;

  /** From one node. */
  public LeaderLink(NodeId self, LeaderLoop leader, Peers peers, Supplier<ClockReading> clocks) {
    this.self = self;
    this.leader = leader;
    this.peers = peers;
    this.clocks = clocks;
  }

  /** Whether what is sent to this leader goes over the network. */
  boolean crossesNetwork(NodeId to) {
    return !to.equals(self);
  }

  /**
   * Sends one.
   *
   * @param limit after which it counts as unanswered
   * @param answer told once what became of it, on any thread
   */
  void send(
      NodeId to,
      HeartbeatRequest message,
      Heartbeat beat,
      Duration limit,
      FutureCallback<HeartbeatResponse> answer) {
    if (crossesNetwork(to)) {
      Context.ROOT.run(
          () ->
              Futures.addCallback(
                  peers
                      .session(to)
                      .withDeadlineAfter(limit.toMillis(), TimeUnit.MILLISECONDS)
                      .heartbeat(message),
                  answer,
                  MoreExecutors.directExecutor()));
      return;
    }
    leader
        .heartbeat(message, beat, clocks.get())
        .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete(
            (response, failure) -> {
              if (response != null) {
                answer.onSuccess(response);
              } else {
                answer.onFailure(failure);
              }
            });
  }

  /** The leader did not answer: connects again at once, should the connection be what failed. */
  void again(NodeId to) {
    if (crossesNetwork(to)) {
      peers.reconnect(to);
    }
  }
}
