package io.quorate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.client.QuorateException;
import io.quorate.client.RefusedException;
import io.quorate.client.UnknownOutcomeException;
import io.quorate.core.NodeId;
import io.quorate.core.declaration.TimingProfile;
import io.quorate.server.local.ClusterStates;
import io.quorate.server.local.LiveProcess;
import io.quorate.server.local.LocalCluster;
import io.quorate.server.local.LocalClusterException;
import io.quorate.server.local.LocalClusterPlan;
import io.quorate.server.local.LocalNode;
import io.quorate.server.local.LocalStart;
import io.quorate.server.local.LocalWire;
import io.quorate.server.local.Outage;
import io.quorate.server.local.OutageClient;
import io.quorate.server.local.ProcessRole;
import io.quorate.server.local.ProcessSignal;
import io.quorate.v1.ApplyGroupRequest;
import io.quorate.v1.GetHistoryRequest;
import io.quorate.v1.GroupSpec;
import io.quorate.v1.GroupStatus;
import io.quorate.v1.HistoryEntry;
import io.quorate.v1.Hook;
import io.quorate.v1.NodeState;
import io.quorate.v1.ReplaceNodeRequest;
import io.quorate.v1.Resource;
import io.quorate.v1.Status;
import io.quorate.v1.SwitchoverRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Three nodes with a guarded service and a client that asks it every few milliseconds, and what
 * must hold of them whatever is done to them.
 */
final class Scene implements AutoCloseable {
  /** For a step that takes seconds on a quiet machine: a busy one may be ten times slower. */
  static final Duration LIMIT = Duration.ofMinutes(2);

  static final String GROUP = LocalClusterPlan.GROUP;
  private static final int WARM_UP_ANSWERS = 50;
  private static final int HISTORY = 1_000;
  private static final long PAUSE_MILLIS = 20;

  private final LocalCluster cluster;
  private final OutageClient watcher;
  private final Set<NodeId> toldToEnd = new HashSet<>();
  private long provenEpoch;

  private Scene(LocalCluster cluster) {
    this.cluster = cluster;
    this.watcher = OutageClient.start(cluster.serviceEndpoints());
  }

  /** Writes the files of three nodes and starts none. */
  static Scene prepared(Path directory, TimingProfile timing, long seed)
      throws IOException, LocalClusterException {
    return prepared(
        new LocalClusterPlan(
            directory, TestedProgram.launcher(), timing, new SplittableRandom(seed)));
  }

  private static Scene prepared(LocalClusterPlan plan) throws IOException, LocalClusterException {
    return new Scene(LocalCluster.create(plan));
  }

  /** Three nodes that serve the group, with a standby. */
  static Scene begin(Path directory, TimingProfile timing) throws Exception {
    return begin(directory, timing, LocalWire.PLAIN);
  }

  /** The same. */
  static Scene begin(Path directory, TimingProfile timing, LocalWire wire) throws Exception {
    Scene scene =
        prepared(
            new LocalClusterPlan(
                directory,
                TestedProgram.launcher(),
                timing,
                new SplittableRandom(System.nanoTime()),
                wire));
    try {
      scene.form();
      scene.cluster.apply(scene.cluster.groupSpec(), LIMIT);
      scene.heal();
      return scene;
    } catch (Exception | AssertionError failed) {
      scene.close();
      throw failed;
    }
  }

  /** Starts all three for the first time, and waits until they are a cluster. */
  void form() throws Exception {
    for (LocalNode node : cluster.nodes()) {
      cluster.start(node, LocalStart.BOOTSTRAP);
    }
    await("a cluster of three", ClusterStates.formed(cluster.nodes().size()));
  }

  LocalCluster cluster() {
    return cluster;
  }

  OutageClient watcher() {
    return watcher;
  }

  LocalNode node(String name) {
    return cluster.node(name);
  }

  /** The other data node. */
  LocalNode peerOf(LocalNode dataNode) {
    return cluster.peerOf(dataNode.node().value());
  }

  Status await(String what, Predicate<Status> wanted) throws Exception {
    return cluster.await(what, wanted, LIMIT);
  }

  Status serving() throws Exception {
    return await("an active node", ClusterStates.served(GROUP));
  }

  LocalNode active() throws Exception {
    return cluster.node(ClusterStates.active(serving(), GROUP).orElseThrow().getHolder());
  }

  LocalNode leader() throws Exception {
    return cluster.node(await("a leader", ClusterStates.formed(1)).getLeader());
  }

  long epoch() throws Exception {
    return ClusterStates.active(serving(), GROUP).map(GroupStatus::getEpoch).orElseThrow();
  }

  boolean runs(LocalNode node, ProcessRole role) throws IOException {
    return cluster.processes(node).stream().anyMatch(process -> process.role() == role);
  }

  /** The processes of the service on a node, as the system numbers them. */
  List<Long> servicePids(LocalNode node) throws IOException {
    return cluster.processes(node).stream()
        .filter(process -> process.role() == ProcessRole.SERVICE)
        .map(process -> process.id().pid())
        .toList();
  }

  List<LiveProcess> signal(LocalNode node, ProcessRole role, ProcessSignal signal)
      throws Exception {
    if (role == ProcessRole.AGENT && signal == ProcessSignal.TERM) {
      toldToEnd.add(node.node());
    }
    return cluster.signal(node, role, signal);
  }

  void restart(LocalNode node) throws Exception {
    if (!runs(node, ProcessRole.AGENT)) {
      cluster.stop(node, LIMIT); // it is dead, but may not have been noticed to be
      cluster.start(node, LocalStart.AGAIN);
      toldToEnd.remove(node.node());
    }
  }

  /** A crash of the machine with its disk, for good; what was on it is kept aside. */
  Path lose(LocalNode node) throws Exception {
    cluster.crash(node);
    cluster.stop(node, LIMIT);
    Path aside = node.directory().resolve("lost-" + System.nanoTime());
    Files.move(node.data(), aside);
    return aside;
  }

  /** Says that the data of the node is given up, once that is taken. */
  void offerPlace(LocalNode node) throws Exception {
    until(
        "the place of " + node.node() + " is offered",
        LIMIT,
        () -> {
          try {
            cluster
                .client()
                .replaceNode(ReplaceNodeRequest.newBuilder().setNode(node.node().value()).build());
            return true;
          } catch (RefusedException | UnknownOutcomeException tooEarly) {
            return false; // it was heard from a moment ago, or its role is being taken over
          }
        });
  }

  /** A node with data that it must not use ends, and says why. */
  void awaitRefusal(LocalNode node, String why) throws Exception {
    cluster.start(node, LocalStart.AGAIN);
    assertThat(cluster.awaitEnd(node, LIMIT)).isNotZero();
    assertThat(Files.readString(node.log())).contains(why);
  }

  /** All run again, everybody is heard from, one serves and the other could take over. */
  void heal() throws Exception {
    for (LocalNode node : cluster.nodes()) {
      signal(node, ProcessRole.AGENT, ProcessSignal.CONT);
      if (toldToEnd.contains(node.node())) {
        cluster.stop(node, LIMIT); // it may be handing its role over, and end only then
      }
      restart(node);
    }
    await("three nodes", ClusterStates.formed(cluster.nodes().size()));
    await("one active, the other standby, nothing under way", Scene::whole);
    assertThat(watcher.timeline().awaitAnswers(WARM_UP_ANSWERS, LIMIT)).isTrue();
    check();
  }

  /**
   * One serves, all others could, nothing is under way. The phase alone would not do: a holder that
   * died and is back within its lease is in phase ACTIVE before its service is up again.
   */
  static boolean whole(Status status) {
    Optional<GroupStatus> group = ClusterStates.active(status, GROUP);
    return group.isPresent()
        && !group.get().hasOperation()
        && group.get().getMembersList().stream()
            .allMatch(
                member ->
                    member.getNode().equals(group.get().getHolder())
                        ? member.getState() == NodeState.NODE_ACTIVE
                        : ClusterStates.standby(GROUP, member.getNode()).test(status));
  }

  /**
   * Changes the registry again and again until this node's process has ended.
   *
   * @return its exit code
   */
  int driveUntilEnd(LocalNode node) throws Exception {
    long end = System.nanoTime() + LIMIT.toNanos();
    for (int change = 0; runs(node, ProcessRole.AGENT); change++) {
      assertThat(System.nanoTime() - end).as("node " + node.node() + " goes on").isNegative();
      // Several megabytes of log, so that what was set aside for it is used up as well.
      GroupSpec big =
          GroupSpec.newBuilder()
              .setName("big-" + change % 8)
              .addAllMembers(cluster.groupSpec().getMembersList())
              .addResources(
                  Resource.newBuilder()
                      .setName("hook")
                      .setHook(
                          Hook.newBuilder()
                              .addAllPromote(List.of("/bin/true", "x".repeat(4_000), "" + change))))
              .build();
      try {
        cluster.client().applyGroup(ApplyGroupRequest.newBuilder().setSpec(big).build());
      } catch (QuorateException betweenLeaders) {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    }
    return cluster.stop(node, LIMIT);
  }

  static Predicate<Status> leads(LocalNode node) {
    return status ->
        ClusterStates.formed(1).test(status) && status.getLeader().equals(node.node().value());
  }

  /** Waits until the leader is not the node that serves. */
  void leaderApart() throws Exception {
    await("the leader apart", ClusterStates.leaderApart(GROUP));
  }

  /**
   * Waits until the other node serves a later epoch.
   *
   * @return how long the client was without an answer
   */
  Duration takenOver(LocalNode by, long epoch) throws Exception {
    await(by.node() + " as active", ClusterStates.settledAt(GROUP, by.node().value()));
    assertThat(watcher.timeline().awaitEpochAfter(epoch, LIMIT)).isTrue();
    Outage outage = watcher.timeline().takeoverAfter(epoch).orElseThrow();
    check();
    return outage.length();
  }

  /** Asks for it once the target may take the role: a leader that is new must hear of it first. */
  void switchover(LocalNode to) throws Exception {
    await(to.node() + " as standby", ClusterStates.standby(GROUP, to.node().value()));
    cluster
        .client()
        .switchover(
            SwitchoverRequest.newBuilder()
                .setGroup(GROUP)
                .setTo(to.node().value())
                .setReason("a test")
                .build());
  }

  /** The group's history, oldest first. */
  List<HistoryEntry> history() throws QuorateException {
    List<HistoryEntry> entries =
        new ArrayList<>(
            cluster
                .client()
                .history(GetHistoryRequest.newBuilder().setGroup(GROUP).setLimit(HISTORY).build())
                .getEntriesList());
    Collections.reverse(entries);
    return entries;
  }

  boolean happened(String event, long sinceEpoch) throws QuorateException {
    return history().stream()
        .anyMatch(entry -> entry.getEvent().equals(event) && entry.getEpoch() >= sinceEpoch);
  }

  /** The role was given back: nobody had to wait until its lease was over. */
  void givenBack(long epoch) throws QuorateException {
    List<HistoryEntry> since =
        history().stream().filter(entry -> entry.getEpoch() >= epoch).toList();
    assertThat(since)
        .as("waited for the lease: %s", since)
        .noneMatch(entry -> entry.getEvent().equals("ROLE_EXPIRED"));
  }

  /** Never two, and nothing that was acknowledged is lost. */
  void check() throws Exception {
    neverTwo();
    long last = 0;
    for (HistoryEntry entry : history()) {
      if (entry.getEvent().equals("ROLE_GRANTED")) {
        assertThat(entry.getEpoch()).isGreaterThan(last);
        last = entry.getEpoch();
      }
    }
    assertThat(last)
        .as("an epoch that was acknowledged is gone")
        .isGreaterThanOrEqualTo(provenEpoch);
    provenEpoch = last;
  }

  /** What the service's logs and the client saw. */
  void neverTwo() throws IOException {
    assertThat(cluster.serviceLogs().violations()).as("TWO ACTIVE").isEmpty();
    assertThat(watcher.timeline().violations()).as("TWO ACTIVE").isEmpty();
  }

  /** Waits for something that no status shows. */
  static void until(String what, Duration limit, Condition condition) throws Exception {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.met()) {
      assertThat(System.nanoTime() - end).as("waited in vain for: " + what).isNegative();
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
  }

  /** Something that is looked at again and again. */
  interface Condition {
    boolean met() throws Exception;
  }

  static void say(String what) {
    System.out.println("faults: " + what);
  }

  @Override
  public void close() throws IOException {
    watcher.close();
    cluster.close();
  }
}
