package io.quorate.server.local;

import static io.quorate.server.local.LocalClusterPlan.GROUP;

import io.quorate.client.QuorateException;
import io.quorate.client.cli.Words;
import io.quorate.core.NodeKind;
import io.quorate.v1.GroupStatus;
import io.quorate.v1.Status;
import io.quorate.v1.SwitchoverRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What a demo shows, step by step. Each step waits for what it promises, for a limited time. */
final class DemoTour {
  /** For a step that takes seconds on a quiet machine: a busy one may be ten times slower. */
  private static final Duration LIMIT = Duration.ofSeconds(90);

  /** Waited for nicer numbers only. */
  private static final Duration PLACEMENT = Duration.ofSeconds(10);

  private static final int WARM_UP_ANSWERS = 200;

  private final LocalCluster cluster;
  private final OutageClient client;
  private final Progress progress;

  DemoTour(LocalCluster cluster, OutageClient client, Progress progress) {
    this.cluster = cluster;
    this.client = client;
    this.progress = progress;
  }

  /** Starts the nodes, forms the cluster, declares the group; ends when it has a standby. */
  void begin() throws IOException, LocalClusterException, InterruptedException {
    for (LocalNode node : cluster.nodes()) {
      cluster.start(node, LocalStart.BOOTSTRAP);
      progress.step("started node " + describe(node));
    }
    Status formed = await("a cluster of three", ClusterStates.formed(cluster.nodes().size()));
    progress.step("the three form a cluster; node " + formed.getLeader() + " leads");
    cluster.apply(cluster.groupSpec(), LIMIT);
    progress.step("declared group " + GROUP + ": one service, guarded, on node a or node b");
    Status served = await("an active node", ClusterStates.served(GROUP));
    String active = holder(served);
    await("a standby", ClusterStates.standby(GROUP, cluster.peerOf(active).node().value()));
    settle();
    showActive();
  }

  /** Crashes the active node and waits until the other serves. */
  LocalNode crashActive() throws IOException, LocalClusterException, InterruptedException {
    LocalNode active = cluster.node(holder(current()));
    LocalNode other = cluster.peerOf(active.node().value());
    long epoch = epoch(current());
    List<LiveProcess> killed = cluster.crash(active);
    progress.step("killed (-9) every process of node " + active.node() + ": " + count(killed));
    takeover(other, epoch);
    return active;
  }

  /** Starts a crashed node again and waits until it could take over. */
  void rejoin(LocalNode node) throws IOException, LocalClusterException, InterruptedException {
    cluster.start(node, LocalStart.AGAIN);
    progress.step("started node " + node.node() + " again");
    await("node " + node.node() + " as standby", standby(node));
    progress.step("node " + node.node() + " is standby: it could take over again");
    settle();
  }

  /** Moves the role in order and waits until the target serves. */
  void switchTo(LocalNode target) throws LocalClusterException, InterruptedException {
    long epoch = epoch(current());
    SwitchoverRequest request =
        SwitchoverRequest.newBuilder()
            .setGroup(GROUP)
            .setTo(target.node().value())
            .setReason("shown in the demo")
            .build();
    progress.step("planned switchover to node " + target.node());
    try {
      cluster.client().switchover(request);
    } catch (QuorateException refused) {
      throw new LocalClusterException("no switchover: " + refused.getMessage(), refused);
    }
    takeover(target, epoch);
    LocalNode old = cluster.peerOf(target.node().value());
    await("node " + old.node() + " as standby", standby(old));
  }

  /** Looks for what must never have happened. */
  void check() throws IOException, LocalClusterException {
    List<String> violations = new ArrayList<>(client.timeline().violations());
    ServiceLogs logs = cluster.serviceLogs();
    violations.addAll(logs.violations());
    if (!violations.isEmpty()) {
      throw new LocalClusterException("TWO ACTIVE: " + String.join("; ", violations));
    }
    progress.step(
        "checked "
            + logs.served()
            + " served requests of "
            + logs.runs().size()
            + " service processes: never two at one time");
    showPauses();
  }

  /** What the client noticed besides the two takeovers; a busy machine makes some. */
  private void showPauses() {
    List<Outage> pauses =
        client.timeline().outages().stream().filter(outage -> !outage.isRoleChange()).toList();
    pauses.stream()
        .map(Outage::length)
        .max(Comparator.naturalOrder())
        .ifPresent(
            longest ->
                progress.detail(
                    "besides, the client waited "
                        + pauses.size()
                        + " times for the same active, "
                        + Words.duration(longest)
                        + " at most"));
  }

  private void takeover(LocalNode target, long epoch)
      throws LocalClusterException, InterruptedException {
    String name = target.node().value();
    Status status = await("node " + name + " as active", ClusterStates.settledAt(GROUP, name));
    if (!client.timeline().awaitEpochAfter(epoch, LIMIT)) {
      throw new LocalClusterException("node " + name + " is active, but its service is silent");
    }
    progress.step("node " + name + " is active, epoch " + epoch(status));
    Outage outage =
        client
            .timeline()
            .takeoverAfter(epoch)
            .orElseThrow(() -> new LocalClusterException("the client saw no takeover"));
    progress.step("a client was without an answer for " + Words.duration(outage.length()));
  }

  /** The leader is elsewhere if it can be, and the client has a steady view. */
  private void settle() throws LocalClusterException, InterruptedException {
    try {
      cluster.await("the leader apart", ClusterStates.leaderApart(GROUP), PLACEMENT);
    } catch (LocalClusterException leadsStill) {
      progress.detail("the active node also leads: losing it costs an election too");
    }
    if (!client.timeline().awaitAnswers(WARM_UP_ANSWERS, LIMIT)) {
      throw new LocalClusterException("the service does not answer");
    }
  }

  private void showActive() throws LocalClusterException, InterruptedException {
    Status status = current();
    String active = holder(status);
    progress.step(
        "node "
            + active
            + " is active, epoch "
            + epoch(status)
            + "; node "
            + cluster.peerOf(active).node()
            + " is standby, node w is witness, node "
            + status.getLeader()
            + " leads");
    progress.step("a client asks the service every " + OutageClient.PERIOD.toMillis() + " ms");
  }

  private Status current() throws LocalClusterException, InterruptedException {
    return await("an active node", ClusterStates.served(GROUP));
  }

  private Status await(String what, Predicate<Status> wanted)
      throws LocalClusterException, InterruptedException {
    WaitingNote note = WaitingNote.start(progress, what, LIMIT);
    try {
      return cluster.await(what, wanted, LIMIT);
    } finally {
      note.close();
    }
  }

  private static Predicate<Status> standby(LocalNode node) {
    return ClusterStates.standby(GROUP, node.node().value());
  }

  private static String holder(Status status) {
    return ClusterStates.active(status, GROUP).map(GroupStatus::getHolder).orElseThrow();
  }

  private static long epoch(Status status) {
    return ClusterStates.active(status, GROUP).map(GroupStatus::getEpoch).orElseThrow();
  }

  private static String describe(LocalNode node) {
    String service = node.kind() == NodeKind.DATA ? ", service " + node.servicePort() : "";
    String kind = node.kind() == NodeKind.DATA ? " (data): " : " (witness): ";
    String ports = "raft " + node.ports().raft() + ", api " + node.ports().api();
    return node.node() + kind + LocalNode.HOST + ", ports " + ports + service;
  }

  private static String count(List<LiveProcess> killed) {
    Map<ProcessRole, Integer> roles = new TreeMap<>();
    killed.forEach(process -> roles.merge(process.role(), 1, Integer::sum));
    List<String> words = new ArrayList<>();
    roles.forEach(
        (role, count) -> words.add(count + " of the " + role.name().toLowerCase(Locale.ROOT)));
    return String.join(", ", words);
  }
}
