package io.quorate.server;

import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;
import io.quorate.server.agent.Agent;
import io.quorate.server.agent.ServedGroup;
import io.quorate.server.files.NodePeer;
import io.quorate.server.files.NodeSettings;
import io.quorate.server.registry.ReplicatedRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node's way out: it says that it is leaving, hands its roles over, stops what nobody takes, and
 * gives up leadership. A paused group stays under its guard (X5).
 */
final class Departure {
  private static final Logger LOG = LoggerFactory.getLogger(Departure.class);
  private static final long LOOK_MILLIS = 50;

  /** A leader that could hand a role over, or note its release, has done so after so long. */
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
    handOver(limit);
    if (serves()) {
      LOG.warn("nobody takes {}; stopped here", names(moving().orElse(List.of())));
      agent.stopServing();
      waitWhile(limit, this::serves);
      waitWhile(PATIENCE, this::holds);
    }
    giveUpLeadership();
  }

  /**
   * Waits until nothing is served here and the registry knows it: only then may another start
   * without waiting for the lease. Ends early when nobody has moved any of it for a while.
   */
  private void handOver(Duration limit) throws InterruptedException {
    long begin = System.nanoTime();
    long moved = begin;
    while (System.nanoTime() - begin < limit.toNanos() && (serves() || holds())) {
      long now = System.nanoTime();
      if (moves()) {
        moved = now;
      } else if (now - moved >= PATIENCE.toNanos()) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
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

  private boolean moves() throws InterruptedException {
    return moving().orElse(List.of()).stream()
        .anyMatch(group -> group.way() == ServedGroup.Way.MOVES);
  }

  private static String names(List<ServedGroup> groups) {
    return groups.isEmpty()
        ? "what is served"
        : groups.stream().map(left -> left.group().value()).collect(Collectors.joining(", "));
  }

  /** Whether something that does not stay is served here, or may be: the agent does not say. */
  private boolean serves() throws InterruptedException {
    return moving().map(left -> !left.isEmpty()).orElse(true);
  }

  /** Whether this node's copy of the registry still has a role here that does not stay. */
  private boolean holds() {
    return registry.groups().stream()
        .anyMatch(group -> !group.paused() && group.role().heldBy(settings.node()));
  }

  private Optional<List<ServedGroup>> moving() throws InterruptedException {
    try {
      return Optional.of(
          agent.served().get(1, TimeUnit.SECONDS).stream()
              .filter(group -> group.way() != ServedGroup.Way.STAYS)
              .toList());
    } catch (ExecutionException | TimeoutException stuck) {
      LOG.warn("the agent does not answer: {}", stuck.toString());
      return Optional.empty();
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
