package io.quorate.server;

import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;
import io.quorate.server.agent.Agent;
import io.quorate.server.agent.ServedGroup;
import io.quorate.server.node.NodePeer;
import io.quorate.server.node.NodeSettings;
import io.quorate.server.registry.ReplicatedRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node's way out: it says that it is leaving, hands its roles over, stops what nobody takes, and
 * gives up leadership. A paused group stays under its guard (X5).
 */
final class Departure {
  private static final Logger LOG = LoggerFactory.getLogger(Departure.class);
  private static final long LOOK_MILLIS = 50;

  /** A leader that could hand a role over has begun to after so long. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Agent agent;
  private final ReplicatedRegistry registry;
  private final NodeSettings settings;

  Departure(Agent agent, ReplicatedRegistry registry, NodeSettings settings) {
    this.agent = agent;
    this.registry = registry;
    this.settings = settings;
  }

  void run() throws InterruptedException {
    agent.leave();
    Duration limit = settings.limits().handoverTimeout();
    Duration patience = PATIENCE.compareTo(limit) < 0 ? PATIENCE : limit;
    waitWhile(patience, () -> any(ServedGroup.Way.UNDECIDED));
    waitWhile(limit, () -> any(ServedGroup.Way.MOVES));
    List<ServedGroup> left = moving();
    if (!left.isEmpty()) {
      LOG.warn("nobody takes {}; stopping them here", left);
      agent.stopServing();
      waitWhile(limit, () -> !moving().isEmpty());
    }
    giveUpLeadership();
  }

  /** A question that takes a moment. */
  private interface Condition {
    boolean holds() throws InterruptedException;
  }

  private static void waitWhile(Duration limit, Condition condition) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (System.nanoTime() - end < 0 && condition.holds()) {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }

  private boolean any(ServedGroup.Way way) throws InterruptedException {
    return served().stream().anyMatch(group -> group.way() == way);
  }

  private List<ServedGroup> moving() throws InterruptedException {
    return served().stream().filter(group -> group.way() != ServedGroup.Way.STAYS).toList();
  }

  private List<ServedGroup> served() throws InterruptedException {
    try {
      return agent.served().get(1, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException stuck) {
      LOG.warn("the agent does not answer: {}", stuck.toString());
      return List.of();
    }
  }

  private void giveUpLeadership() throws InterruptedException {
    NodeId self = settings.node();
    if (!registry.leader().filter(self::equals).isPresent()) {
      return;
    }
    List<NodeId> caughtUp = registry.caughtUp();
    for (NodePeer peer : settings.peers()) {
      if (peer.kind() == NodeKind.DATA
          && !peer.node().equals(self)
          && caughtUp.contains(peer.node())) {
        registry.transferLeadership(peer.node());
        waitWhile(PATIENCE, () -> registry.leader().filter(self::equals).isPresent());
        return;
      }
    }
  }
}
