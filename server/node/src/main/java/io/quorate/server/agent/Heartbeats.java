package io.quorate.server.agent;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.MoreExecutors;
import io.quorate.core.ClockReading;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.registry.FeatureLevels;
import io.quorate.v1.HeartbeatRequest;
import io.quorate.v1.HeartbeatResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends this node's heartbeats to whichever node leads. Each has a deadline of its own, so that one
 * which hangs on a dead leader neither outlasts the lease nor holds up the next (H1).
 */
final class Heartbeats {
  private static final Logger LOG = LoggerFactory.getLogger(Heartbeats.class);
  private static final Duration DEFAULT_PERIOD = Duration.ofMillis(250);
  private static final Duration MIN_PERIOD = Duration.ofMillis(20);
  private static final long MIN_LIMIT_MILLIS = 50;
  private static final int MAX_UNDER_WAY = 8;

  private final AgentParts parts;
  private final Set<GroupId> deaf = ConcurrentHashMap.newKeySet();
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong unanswered = new AtomicLong();
  private final AtomicLong answeredNanos;
  private volatile Duration period = DEFAULT_PERIOD;
  private long sequence;

  Heartbeats(AgentParts parts) {
    this.parts = parts;
    this.answeredNanos = new AtomicLong(parts.clocks().get().monotonicNanos());
  }

  Duration period() {
    return period;
  }

  void period(Duration next) {
    if (!next.isZero()) {
      period = next.compareTo(MIN_PERIOD) < 0 ? MIN_PERIOD : next;
    }
  }

  /** How long ago a leader answered; since the start, when none did. */
  Duration silence() {
    return Duration.ofNanos(
        Math.max(0, parts.clocks().get().monotonicNanos() - answeredNanos.get()));
  }

  /** What became of them since the start of this process. */
  HeartbeatCount count() {
    return new HeartbeatCount(sent.get(), unanswered.get());
  }

  /** Directives for the group are not followed any more: this node is going. */
  void stopHeeding(GroupId group) {
    deaf.add(group);
  }

  boolean heedsNoMore(GroupId group) {
    return deaf.contains(group);
  }

  /**
   * Sends one. The time of sending is read before the term (H1).
   *
   * @param limit what is left of the shortest lease
   * @param answered takes the time of sending and the answer, on any thread
   */
  void send(
      HeartbeatRequest.Builder heartbeat,
      Duration limit,
      BiConsumer<ClockReading, HeartbeatResponse> answered) {
    Optional<NodeId> leader = parts.registry().leader();
    if (leader.isEmpty() || underWay.get() >= MAX_UNDER_WAY) {
      return;
    }
    ClockReading sentAt = parts.clocks().get();
    HeartbeatRequest message =
        heartbeat
            .setCluster(parts.identity().cluster())
            .setNode(parts.identity().self().value())
            .setIncarnation(parts.settings().incarnation())
            .setSequence(++sequence)
            .setTerm(parts.registry().currentTerm().value())
            .setVersion(parts.settings().version())
            .setLowestLevel(FeatureLevels.SUPPORTED.lowest().value())
            .setHighestLevel(FeatureLevels.SUPPORTED.highest().value())
            .setApiAddress(parts.settings().apiAddress())
            .setAppliedIndex(parts.registry().appliedIndex())
            .build();
    underWay.incrementAndGet();
    sent.incrementAndGet();
    if (leader.get().equals(parts.identity().self())) {
      parts
          .leader()
          .heartbeat(message, parts.clocks().get())
          .orTimeout(Math.max(MIN_LIMIT_MILLIS, limit.toMillis()), TimeUnit.MILLISECONDS)
          .whenComplete(
              (response, failure) -> {
                underWay.decrementAndGet();
                if (response != null) {
                  take(sentAt, response, answered);
                } else {
                  unanswered.incrementAndGet();
                }
              });
      return;
    }
    sendTo(leader.get(), message, limit, new Answered(sentAt, leader.get(), answered));
  }

  private void sendTo(NodeId leader, HeartbeatRequest message, Duration limit, Answered then) {
    Futures.addCallback(
        parts
            .peers()
            .session(leader)
            .withDeadlineAfter(Math.max(MIN_LIMIT_MILLIS, limit.toMillis()), TimeUnit.MILLISECONDS)
            .heartbeat(message),
        then,
        MoreExecutors.directExecutor());
  }

  private void take(
      ClockReading sentAt,
      HeartbeatResponse response,
      BiConsumer<ClockReading, HeartbeatResponse> answered) {
    answeredNanos.set(parts.clocks().get().monotonicNanos());
    answered.accept(sentAt, response);
  }

  /** What becomes of one heartbeat over the network. */
  private final class Answered implements FutureCallback<HeartbeatResponse> {
    private final ClockReading sentAt;
    private final NodeId leader;
    private final BiConsumer<ClockReading, HeartbeatResponse> answered;

    Answered(
        ClockReading sentAt, NodeId leader, BiConsumer<ClockReading, HeartbeatResponse> answered) {
      this.sentAt = sentAt;
      this.leader = leader;
      this.answered = answered;
    }

    @Override
    public void onSuccess(HeartbeatResponse response) {
      underWay.decrementAndGet();
      take(sentAt, response, answered);
    }

    @Override
    public void onFailure(Throwable failure) {
      underWay.decrementAndGet();
      unanswered.incrementAndGet();
      LOG.debug("no answer from {}: {}", leader, failure.toString());
      parts.peers().reconnect(leader);
    }
  }
}
