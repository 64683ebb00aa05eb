package io.quorate.bench.failover;

import static io.quorate.server.local.LocalClusterPlan.GROUP;

import io.quorate.bench.cluster.ClusterRun;
import io.quorate.client.QuorateException;
import io.quorate.server.local.ClusterStates;
import io.quorate.server.local.LocalCluster;
import io.quorate.server.local.LocalClusterException;
import io.quorate.server.local.LocalNode;
import io.quorate.server.local.LocalStart;
import io.quorate.server.local.Outage;
import io.quorate.server.local.OutageClient;
import io.quorate.v1.GetHistoryRequest;
import io.quorate.v1.GroupStatus;
import io.quorate.v1.Status;
import io.quorate.v1.SwitchoverRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Repeats role changes on a cluster of real processes. */
final class Rounds {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Duration PLACEMENT = Duration.ofSeconds(10);
  private static final int STEADY_ANSWERS = 200;
  private static final int HISTORY = 200;

  private final LocalCluster cluster;
  private final OutageClient client;

  Rounds(LocalCluster cluster, OutageClient client) {
    this.cluster = cluster;
    this.client = client;
  }

  /** Starts everything and waits until the group has an active and a standby. */
  void begin() throws IOException, LocalClusterException, InterruptedException {
    ClusterRun.form(cluster);
    cluster.apply(cluster.groupSpec(), LIMIT);
  }

  /** One round; it begins and ends with a steady cluster. */
  Sample run(Mode mode)
      throws IOException, LocalClusterException, QuorateException, InterruptedException {
    Status before = steady();
    GroupStatus group = ClusterStates.active(before, GROUP).orElseThrow();
    LocalNode old = cluster.node(group.getHolder());
    LocalNode next = cluster.peerOf(group.getHolder());
    double leader = mode == Mode.KILL ? kill(old, before.getLeader()) : switchover(next);
    if (!client.timeline().awaitEpochAfter(group.getEpoch(), LIMIT)) {
      throw new LocalClusterException("no client was served after " + mode.word());
    }
    String name = next.node().value();
    cluster.await("node " + name + " as active", ClusterStates.settledAt(GROUP, name), LIMIT);
    Sample sample = sample(mode, group.getEpoch(), leader);
    if (mode == Mode.KILL) {
      cluster.start(old, LocalStart.AGAIN);
    }
    return sample;
  }

  /** What must never have happened, in words; empty is good. */
  List<String> violations() throws IOException {
    List<String> violations = new ArrayList<>(client.timeline().violations());
    violations.addAll(cluster.serviceLogs().violations());
    return violations;
  }

  private Status steady() throws LocalClusterException, InterruptedException {
    Status active = cluster.await("an active", ClusterStates.served(GROUP), LIMIT);
    String holder = ClusterStates.active(active, GROUP).orElseThrow().getHolder();
    String standby = cluster.peerOf(holder).node().value();
    cluster.await("a standby", ClusterStates.standby(GROUP, standby), LIMIT);
    try {
      cluster.await("the leader apart", ClusterStates.leaderApart(GROUP), PLACEMENT);
    } catch (LocalClusterException leadsStill) {
      // Then the sample has an election in it, as it would in production.
    }
    if (!client.timeline().awaitAnswers(STEADY_ANSWERS, LIMIT)) {
      throw new LocalClusterException("the service does not answer");
    }
    return cluster.await("an active", ClusterStates.served(GROUP), LIMIT);
  }

  /** When there was a leader again, in milliseconds; 0 when the lost node did not lead. */
  private double kill(LocalNode old, String leader)
      throws IOException, QuorateException, InterruptedException {
    List<LocalNode> survivors = cluster.nodes().stream().filter(n -> !n.equals(old)).toList();
    try (LeaderWatch watch = new LeaderWatch(survivors)) {
      watch.warmUp();
      cluster.crash(old);
      String lost = old.node().value();
      return leader.equals(lost) ? watch.await(lost, LIMIT) : 0;
    }
  }

  private double switchover(LocalNode target) throws QuorateException {
    cluster
        .client()
        .switchover(
            SwitchoverRequest.newBuilder()
                .setGroup(GROUP)
                .setTo(target.node().value())
                .setReason("benchmark")
                .build());
    return 0;
  }

  private Sample sample(Mode mode, long epoch, double leader)
      throws LocalClusterException, QuorateException {
    Outage outage =
        client
            .timeline()
            .takeoverAfter(epoch)
            .orElseThrow(() -> new LocalClusterException("the client saw no takeover"));
    RoleHistory history =
        new RoleHistory(
            cluster
                .client()
                .history(GetHistoryRequest.newBuilder().setGroup(GROUP).setLimit(HISTORY).build())
                .getEntriesList());
    WallClock clock = WallClock.read();
    double last = clock.at(outage.last().receivedNanos());
    double first = clock.at(outage.next().receivedNanos());
    Moments moments =
        new Moments(
            last,
            leader == 0 ? last : leader,
            history.closed(outage.last().epoch()).orElse(last),
            history.granted(outage.next().epoch()).orElse(first),
            first);
    return new Sample(
        mode, outage.last().node(), outage.next().node(), moments.outage(), moments.parts(mode));
  }
}
