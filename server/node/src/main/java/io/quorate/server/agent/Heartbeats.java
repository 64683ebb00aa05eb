package io.quorate.server.agent;

import com.google.common.util.concurrent.FutureCallback;
import io.quorate.core.ClockReading;
import io.quorate.core.NodeId;
import io.quorate.core.Read;
import io.quorate.core.agent.NodeAgent;
import io.quorate.core.session.Heartbeat;
import io.quorate.core.session.HeartbeatId;
import io.quorate.server.registry.ReplicatedRegistry;
import io.quorate.server.session.AnswerMessages;
import io.quorate.server.session.HeartbeatMessages;
import io.quorate.v1.HeartbeatRequest;
import io.quorate.v1.HeartbeatResponse;
import io.quorate.v1.Notice;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends this node's heartbeats to whichever node leads. Each has a deadline of its own, so that one
 * which hangs on a dead leader neither outlasts the lease nor holds up the next (H1).
 */
public final class Heartbeats {
  private static final Logger LOG = LoggerFactory.getLogger(Heartbeats.class);
  private static final Duration MIN_LIMIT = Duration.ofMillis(50);

  /** A heartbeat is waited for so many periods, and never longer than the lease. */
  private static final int PERIODS = 4;

  private static final int MAX_UNDER_WAY = 8;

  private final Introduction self;
  private final ReplicatedRegistry registry;
  private final LeaderLink link;
  private final Supplier<ClockReading> clocks;
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong unanswered = new AtomicLong();
  private final AtomicLong sentBytes = new AtomicLong();
  private final AtomicLong answerBytes = new AtomicLong();
  private final AtomicLong answeredNanos;

  /**
   * What a node says of itself in every heartbeat.
   *
   * @param cluster its name
   * @param version of this program
   * @param apiAddress where the others reach this node's API
   */
  public record Introduction(String cluster, String version, String apiAddress) {}

  /** Of one node. */
  public Heartbeats(
      Introduction self,
      ReplicatedRegistry registry,
      LeaderLink link,
      Supplier<ClockReading> clocks) {
    this.self = self;
    this.registry = registry;
    this.link = link;
    this.clocks = clocks;
    this.answeredNanos = new AtomicLong(clocks.get().monotonicNanos());
  }

  /** How long ago a leader answered; since the start, when none did. */
  Duration silence() {
    return Duration.ofNanos(Math.max(0, clocks.get().monotonicNanos() - answeredNanos.get()));
  }

  /** What became of them since the start of this process. */
  HeartbeatCount count() {
    return new HeartbeatCount(sent.get(), unanswered.get(), sentBytes.get(), answerBytes.get());
  }

  /** Takes an answer, on any thread. */
  @FunctionalInterface
  interface Answered {
    /** With when the heartbeat left that is answered. */
    void answered(ClockReading sentAt, AnswerMessages.Taken taken);
  }

  /**
   * Sends one. The time of sending is read before the term (H1). Its limit is what is left of the
   * shortest lease.
   */
  void send(NodeAgent agent, List<Notice> warnings, Answered answered) {
    Optional<NodeId> leader = registry.leader();
    if (leader.isEmpty() || underWay.get() >= MAX_UNDER_WAY) {
      return;
    }
    ClockReading sentAt = clocks.get();
    Heartbeat beat = agent.beat(registry.currentTerm());
    HeartbeatRequest message =
        HeartbeatMessages.message(beat)
            .setCluster(self.cluster())
            .setVersion(self.version())
            .setApiAddress(self.apiAddress())
            .setAppliedIndex(registry.appliedIndex())
            .addAllWarnings(warnings)
            .build();
    Duration limit = limit(agent, sentAt);
    Sent one = new Sent(sentAt, beat.id(), leader.get(), answered);
    underWay.incrementAndGet();
    sent.incrementAndGet();
    if (link.crossesNetwork(leader.get())) {
      sentBytes.addAndGet(message.getSerializedSize());
    }
    link.send(leader.get(), message, beat, limit, one);
  }

  private static Duration limit(NodeAgent agent, ClockReading now) {
    Duration limit = agent.period().multipliedBy(PERIODS);
    Duration lease = agent.shortestLease(now);
    if (lease != null && lease.compareTo(limit) < 0) {
      limit = lease;
    }
    return limit.compareTo(MIN_LIMIT) < 0 ? MIN_LIMIT : limit;
  }

  /** What becomes of one heartbeat. */
  private final class Sent implements FutureCallback<HeartbeatResponse> {
    private final ClockReading sentAt;
    private final HeartbeatId id;
    private final NodeId leader;
    private final Answered answered;

    Sent(ClockReading sentAt, HeartbeatId id, NodeId leader, Answered answered) {
      this.sentAt = sentAt;
      this.id = id;
      this.leader = leader;
      this.answered = answered;
    }

    @Override
    public void onSuccess(HeartbeatResponse response) {
      underWay.decrementAndGet();
      Read<AnswerMessages.Taken> read = AnswerMessages.read(id, response);
      AnswerMessages.Taken taken = read.value();
      if (taken == null) {
        unanswered.incrementAndGet();
        LOG.warn("the answer of {} is not taken: {}", leader, read.refusals().get(0).message());
        return;
      }
      answeredNanos.set(clocks.get().monotonicNanos());
      if (link.crossesNetwork(leader)) {
        answerBytes.addAndGet(response.getSerializedSize());
      }
      answered.answered(sentAt, taken);
    }

    @Override
    public void onFailure(Throwable failure) {
      underWay.decrementAndGet();
      unanswered.incrementAndGet();
      LOG.debug("no answer from {}: {}", leader, failure.toString());
      link.again(leader);
    }
  }
}
