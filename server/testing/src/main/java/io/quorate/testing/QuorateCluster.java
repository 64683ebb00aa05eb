package io.quorate.testing;

import io.quorate.client.ClientSettings;
import io.quorate.client.NodeAddress;
import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.client.RefusedException;
import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;
import io.quorate.core.declaration.TimingProfile;
import io.quorate.server.files.BindHosts;
import io.quorate.server.files.NodeLimits;
import io.quorate.server.files.NodePeer;
import io.quorate.server.files.NodePorts;
import io.quorate.server.files.NodeSettings;
import io.quorate.server.local.ClusterStates;
import io.quorate.server.local.FreePorts;
import io.quorate.v1.ApplyGroupRequest;
import io.quorate.v1.GetStatusRequest;
import io.quorate.v1.GroupMember;
import io.quorate.v1.GroupSpec;
import io.quorate.v1.GroupStatus;
import io.quorate.v1.Status;
import io.quorate.v1.Timing;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Three nodes in this process, on free ports of 127.0.0.1 and in plain text: the data nodes {@code
 * a} and {@code b} and the witness {@code w}. They are what ships, so a disk that cannot be written
 * or a broken invariant ends this process as it would end theirs.
 *
 * <p>Closing ends everything that was started and verifies that; the files stay. Not for several
 * threads at once, but {@link #client} is.
 */
public final class QuorateCluster implements AutoCloseable {
  /** How long {@link #await} waits at most. */
  public static final Duration LIMIT = Duration.ofSeconds(60);

  private static final String HOST = "127.0.0.1";
  private static final int PORTS_EACH = 3;
  private static final List<String> DATA = List.of("a", "b");
  private static final String WITNESS = "w";
  private static final Duration ATTEMPT = Duration.ofMillis(1_500);
  private static final Duration CALL = Duration.ofSeconds(5);
  private static final long PAUSE_MILLIS = 20;

  private final Map<String, EmbeddedNode> nodes = new TreeMap<>();
  private final TimingProfile timing;
  private final QuorateClient client;

  private QuorateCluster(Path directory, TimingProfile timing) throws IOException {
    this.timing = timing;
    List<NodePeer> peers = peers();
    for (NodePeer peer : peers) {
      String name = peer.node().value();
      nodes.put(name, new EmbeddedNode(settings(peer, peers, directory.resolve(name))));
    }
    this.client =
        new QuorateClient(
            new ClientSettings(
                peers.stream().map(peer -> new NodeAddress(HOST, peer.ports().api())).toList(),
                ATTEMPT,
                CALL,
                "test",
                () -> UUID.randomUUID().toString()));
  }

  private static List<NodePeer> peers() throws IOException {
    List<String> names = new ArrayList<>(DATA);
    names.add(WITNESS);
    List<Integer> free = FreePorts.choose(PORTS_EACH * names.size(), new SplittableRandom());
    List<NodePeer> peers = new ArrayList<>();
    for (String name : names) {
      NodeKind kind = name.equals(WITNESS) ? NodeKind.WITNESS : NodeKind.DATA;
      NodePorts ports = new NodePorts(free.remove(0), free.remove(0), free.remove(0));
      peers.add(new NodePeer(new NodeId(name), kind, HOST, ports));
    }
    return peers;
  }

  private NodeSettings settings(NodePeer self, List<NodePeer> peers, Path directory) {
    return new NodeSettings(
        "embedded",
        self.node(),
        directory,
        peers,
        new BindHosts(HOST, HOST, HOST),
        timing,
        NodeLimits.DEFAULT,
        null,
        null);
  }

  /** The same with the timing {@code lan}. */
  public static QuorateCluster start(Path directory)
      throws IOException, QuorateClusterException, InterruptedException {
    return start(directory, TimingProfile.LAN);
  }

  /**
   * Starts three nodes that form a cluster, and waits until all are heard from.
   *
   * @param directory absolute, where each node has a folder of its name; these must not exist
   * @param timing of the elections and of the groups that {@link #declare(String)} makes. With
   *     {@code fast} roles move sooner, and by themselves on a machine that stands still for the
   *     half second that a lease lasts then.
   * @throws IOException when there are no free ports
   * @throws QuorateClusterException when a node cannot start, or no cluster comes of them
   */
  public static QuorateCluster start(Path directory, TimingProfile timing)
      throws IOException, QuorateClusterException, InterruptedException {
    QuorateCluster cluster = new QuorateCluster(directory, timing);
    try {
      SideBySide.run(cluster.nodes.values(), EmbeddedNode::start);
      cluster.await("three nodes", ClusterStates.formed(cluster.nodes.size()));
      return cluster;
    } catch (QuorateClusterException | InterruptedException | RuntimeException failed) {
      try {
        cluster.close();
      } catch (QuorateClusterException also) {
        failed.addSuppressed(also);
      }
      throw failed;
    }
  }

  /** Asks whichever node answers; each call ends within five seconds. Closed with the cluster. */
  public QuorateClient client() {
    return client;
  }

  /**
   * Declares a group without services, whose members are both data nodes: one becomes active, and
   * what the test runs learns it as programs do, by role file, HTTP or API.
   *
   * @return the node that is active
   */
  public String declare(String group) throws QuorateClusterException, InterruptedException {
    GroupSpec.Builder spec =
        GroupSpec.newBuilder()
            .setName(group)
            .setTiming(Timing.newBuilder().setProfile(timing.name().toLowerCase(Locale.ROOT)));
    DATA.forEach(node -> spec.addMembers(GroupMember.newBuilder().setNode(node)));
    return declare(spec.build());
  }

  /**
   * Declares this group.
   *
   * @return the node that is active
   * @throws QuorateClusterException when it is refused, or nobody becomes active
   */
  public String declare(GroupSpec group) throws QuorateClusterException, InterruptedException {
    try {
      client.applyGroup(ApplyGroupRequest.newBuilder().setSpec(group).build());
    } catch (RefusedException refused) {
      throw new QuorateClusterException("refused: " + refused.getMessage(), refused);
    } catch (QuorateException failed) {
      throw new QuorateClusterException("not declared: " + failed.getMessage(), failed);
    }
    return awaitActive(group.getName());
  }

  /** Waits until a node is active. */
  public String awaitActive(String group) throws QuorateClusterException, InterruptedException {
    return holder(group, await("an active of " + group, ClusterStates.served(group)));
  }

  /** Waits until another node than this one is active. */
  public String awaitActiveOtherThan(String node, String group)
      throws QuorateClusterException, InterruptedException {
    Predicate<Status> moved =
        status ->
            ClusterStates.active(status, group)
                .filter(active -> !active.getHolder().equals(node))
                .isPresent();
    return holder(group, await("an active of " + group + " other than " + node, moved));
  }

  private static String holder(String group, Status status) {
    return ClusterStates.active(status, group).map(GroupStatus::getHolder).orElseThrow();
  }

  /**
   * Waits until a status that a majority confirms is as wanted.
   *
   * @param what is waited for, in words
   * @throws QuorateClusterException when it is not within {@link #LIMIT}
   */
  public Status await(String what, Predicate<Status> wanted)
      throws QuorateClusterException, InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    String seen = "nothing";
    while (System.nanoTime() - end < 0) {
      try {
        Status status = client.status(GetStatusRequest.getDefaultInstance());
        if (status.getSource() == Status.Source.QUORUM && wanted.test(status)) {
          return status;
        }
        seen = status.toString();
      } catch (QuorateException notYet) {
        seen = String.valueOf(notYet.getMessage());
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
    throw new QuorateClusterException(
        "waited " + LIMIT.toSeconds() + " s in vain for " + what + "; last seen: " + seen);
  }

  /** Whether this node runs. */
  public boolean runs(String node) {
    return node(node).runs();
  }

  /** Where this node keeps everything, its role files too. */
  public Path directory(String node) {
    return node(node).directory();
  }

  /** Ends a node as the loss of its process does: nothing is handed over. */
  public void kill(String node) {
    node(node).kill();
  }

  /** Stops a node as SIGTERM does: it hands its roles over first. */
  public void stop(String node) throws InterruptedException {
    node(node).stop();
  }

  /** Starts a node again with what it kept; nothing when it runs. */
  public void restart(String node) throws QuorateClusterException, InterruptedException {
    node(node).start();
  }

  private EmbeddedNode node(String name) {
    EmbeddedNode node = nodes.get(name);
    if (node == null) {
      throw new IllegalArgumentException("no node " + name + "; there are " + nodes.keySet());
    }
    return node;
  }

  /**
   * Ends all nodes and what they guard, also when this thread is interrupted.
   *
   * @throws QuorateClusterException when it cannot be verified that nothing is left
   */
  @Override
  public void close() throws QuorateClusterException {
    client.close();
    SideBySide.run(nodes.values(), EmbeddedNode::abandon);
  }
}
