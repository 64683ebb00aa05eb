package io.quorate.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import io.quorate.core.ClockReading;
import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;
import io.quorate.core.leader.LeaderSetting;
import io.quorate.core.membership.Founding;
import io.quorate.core.membership.Voter;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.FeatureLevels;
import io.quorate.core.registry.NodeRecord;
import io.quorate.replica.declaration.GroupMessages;
import io.quorate.replica.peer.Membership;
import io.quorate.replica.peer.Peer;
import io.quorate.replica.peer.PeerId;
import io.quorate.replica.peer.RaftAddress;
import io.quorate.server.api.ClusterIdentity;
import io.quorate.server.process.Await;
import io.quorate.server.session.HostPort;
import io.quorate.v1.AdminGrpc;
import io.quorate.v1.ApplyGroupRequest;
import io.quorate.v1.GetStatusRequest;
import io.quorate.v1.GroupMember;
import io.quorate.v1.GroupSpec;
import io.quorate.v1.Resource;
import io.quorate.v1.Service;
import io.quorate.v1.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The data nodes a and b and the witness w, in one process. */
final class MemoryCluster implements AutoCloseable {
  static final NodeId A = new NodeId("a");
  static final NodeId B = new NodeId("b");
  static final NodeId W = new NodeId("w");
  static final String GROUP = "g";

  static final String NAME = "memory";
  private static final long CALL_SECONDS = 20;

  private final MemoryLog log = new MemoryLog();
  private final CuttableNetwork network = new CuttableNetwork();
  private final SortedMap<NodeId, MemoryNode> nodes = new TreeMap<>();
  private final SortedMap<NodeId, ManagedChannel> clients = new TreeMap<>();
  private final AtomicLong aheadMillis = new AtomicLong();
  private final ConcurrentLinkedQueue<Throwable> bugs = new ConcurrentLinkedQueue<>();

  /** Three nodes, of which a leads. */
  MemoryCluster(Path directory) throws Exception {
    SortedMap<NodeId, HostPort> addresses = new TreeMap<>();
    List<Peer> peers = new ArrayList<>();
    kinds()
        .forEach(
            (node, kind) -> {
              addresses.put(node, CuttableNetwork.address(node));
              peers.add(
                  new Peer(new PeerId(node.value()), node, kind, new RaftAddress(node.value(), 1)));
            });
    for (NodeId node : addresses.keySet()) {
      Path own = Files.createDirectories(directory.resolve(node.value()));
      nodes.put(
          node,
          new MemoryNode(
              new Membership(NAME, new PeerId(node.value()), peers),
              new ClusterIdentity(
                  NAME, Founding.FIRST, node, kinds(), addresses, MemoryNode.ELECTION),
              new MemoryNode.Surroundings(log, network, own, this::clocks, bugs::add)));
      clients.put(node, network.client(node));
    }
    log.elect(A);
    for (MemoryNode node : nodes.values()) {
      node.start();
    }
  }

  private ClockReading clocks() {
    long wallMillis = System.currentTimeMillis() + aheadMillis.get();
    return new ClockReading(System.nanoTime(), System.nanoTime(), wallMillis);
  }

  /** From now on the wall clocks of all nodes show a later time. */
  void wallClocksJump(Duration by) {
    aheadMillis.addAndGet(by.toMillis());
  }

  static SortedMap<NodeId, NodeKind> kinds() {
    SortedMap<NodeId, NodeKind> kinds = new TreeMap<>();
    kinds.put(A, NodeKind.DATA);
    kinds.put(B, NodeKind.DATA);
    kinds.put(W, NodeKind.WITNESS);
    return kinds;
  }

  static boolean worksOnGroups(NodeId node) {
    return !node.equals(W);
  }

  static LeaderSetting setting(NodeId self, Duration patience) {
    List<NodeRecord> records = new ArrayList<>();
    kinds().forEach((node, kind) -> records.add(new NodeRecord(node, kind)));
    return new LeaderSetting(
        Voter.first(self),
        new Command.DefineCluster(NAME, records),
        patience,
        spec -> GroupMessages.of(spec).getSerializedSize());
  }

  MemoryLog log() {
    return log;
  }

  CuttableNetwork network() {
    return network;
  }

  MemoryNode node(NodeId node) {
    return Objects.requireNonNull(nodes.get(node));
  }

  /** Asks one node, within a generous time. */
  AdminGrpc.AdminBlockingStub ask(NodeId node) {
    return AdminGrpc.newBlockingStub(channel(node))
        .withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS);
  }

  /** Asks one node, and is told later. */
  AdminGrpc.AdminStub tell(NodeId node) {
    return AdminGrpc.newStub(channel(node));
  }

  ManagedChannel channel(NodeId node) {
    return Objects.requireNonNull(clients.get(node));
  }

  Status status(NodeId by) {
    return ask(by).getStatus(GetStatusRequest.getDefaultInstance());
  }

  static GroupSpec spec() {
    return GroupSpec.newBuilder()
        .setName(GROUP)
        .addMembers(GroupMember.newBuilder().setNode("a"))
        .addMembers(GroupMember.newBuilder().setNode("b"))
        .addResources(
            Resource.newBuilder()
                .setName("s")
                .setService(Service.newBuilder().addCommand("/bin/true")))
        .build();
  }

  static ApplyGroupRequest apply(GroupSpec spec) {
    return ApplyGroupRequest.newBuilder().setSpec(spec).build();
  }

  /** Declares the group, and waits until a node serves it and the other could. */
  void serve() throws InterruptedException {
    settled();
    ask(A).applyGroup(apply(spec()));
    Await.until(() -> "" + status(A), () -> whole(status(A)));
  }

  /** Waits until the cluster works at the highest feature level of its nodes. */
  void raised() throws InterruptedException {
    Await.until(
        () -> "" + node(A).member().images().current().level(),
        () ->
            node(A).member().images().current().level().equals(FeatureLevels.SUPPORTED.highest()));
  }

  /** Waits until the leader knows who is who, which is the first thing that it proposes. */
  void settled() throws InterruptedException {
    Await.until(
        () -> "" + status(A),
        () -> {
          Status status = status(A);
          return status.getSource() == Status.Source.QUORUM
              && status.getNodesList().stream().allMatch(io.quorate.v1.NodeStatus::getOnline)
              && !node(A).member().images().current().cluster().isEmpty();
        });
  }

  /** One serves, another could, and nothing is under way. */
  static boolean whole(Status status) {
    return status.getSource() == Status.Source.QUORUM
        && status.getGroupsCount() == 1
        && !status.getGroups(0).hasOperation()
        && status.getGroups(0).getMembersList().stream()
            .anyMatch(member -> member.getState() == io.quorate.v1.NodeState.NODE_ACTIVE)
        && status.getGroups(0).getMembersList().stream()
            .anyMatch(io.quorate.v1.MemberStatus::getEligible);
  }

  /** The data node that serves. */
  NodeId holder() {
    return new NodeId(status(W).getGroups(0).getHolder());
  }

  @Override
  public void close() {
    clients.values().forEach(ManagedChannel::shutdownNow);
    for (MemoryNode node : nodes.values()) {
      node.close();
    }
    log.close();
    network.close();
    assertThat(bugs).as("broken invariants").isEmpty();
  }
}
