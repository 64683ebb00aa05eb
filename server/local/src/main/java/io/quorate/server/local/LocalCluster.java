package io.quorate.server.local;

import io.quorate.client.QuorateClient;
import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;
import io.quorate.server.files.NodeFileReading;
import io.quorate.server.files.NodeFiles;
import io.quorate.server.files.NodePorts;
import io.quorate.server.guard.GuardStation;
import io.quorate.server.guard.SweepReport;
import io.quorate.v1.GroupSpec;
import io.quorate.v1.Status;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Three nodes (a and b data, w witness) as processes of their own on 127.0.0.1, each in a session
 * of its own, with a demo group that is declared on request.
 *
 * <p>Closing kills every process of it, guards and services included, and verifies that none is
 * left; should this process be killed, the kernel kills the nodes and their guards end the
 * services. Safe for several threads.
 */
public final class LocalCluster implements AutoCloseable {
  private static final Duration KILL_LIMIT = Duration.ofSeconds(15);
  private static final int PORTS_EACH = 4;

  private final LocalClusterPlan plan;
  private final List<LocalNode> nodes;
  private final @Nullable LocalTrust trust;
  private final GroupSpec group;
  private final ClusterProcesses processes;
  private final NodeStarter starter;
  private final ClusterCalls calls;
  private boolean closed;

  private LocalCluster(
      LocalClusterPlan plan,
      List<LocalNode> nodes,
      @Nullable LocalTrust trust,
      GroupSpec group,
      ClusterProcesses processes)
      throws IOException {
    this.plan = plan;
    this.nodes = List.copyOf(nodes);
    this.trust = trust;
    this.group = group;
    this.processes = processes;
    this.starter = new NodeStarter(plan.launcher(), processes);
    this.calls = new ClusterCalls(nodes, starter, trust == null ? null : trust.client());
  }

  /**
   * Chooses ports and writes all files; starts nothing yet.
   *
   * @throws IOException when the directory cannot be written or there are no free ports
   * @throws LocalClusterException when this machine or directory cannot hold a cluster
   */
  public static LocalCluster create(LocalClusterPlan plan)
      throws IOException, LocalClusterException {
    if (!Files.isReadable(Path.of("/proc/self/environ"))) {
      throw new LocalClusterException("this machine has no /proc: only Linux is supported");
    }
    List<NodeId> names = List.of(new NodeId("a"), new NodeId("b"), new NodeId("w"));
    Iterator<Integer> ports =
        FreePorts.choose(names.size() * PORTS_EACH + 1, plan.random()).iterator();
    List<LocalNode> nodes = new ArrayList<>();
    for (NodeId name : names) {
      Path directory = plan.directory().resolve("node-" + name);
      Files.createDirectories(directory);
      NodePorts own = new NodePorts(ports.next(), ports.next(), ports.next());
      NodeKind kind = name.value().equals("w") ? NodeKind.WITNESS : NodeKind.DATA;
      nodes.add(new LocalNode(name, kind, own, ports.next(), directory));
    }
    LocalTrust trust =
        plan.wire() == LocalWire.PROVEN
            ? LocalTrust.make(plan.directory().resolve("trust"), names)
            : null;
    Path logs = Files.createDirectories(serviceLogs(plan));
    GroupSpec group = LocalFiles.group(nodes, plan.timingName(), ports.next(), logs);
    Files.writeString(groupFile(plan), LocalFiles.groupFile(group));
    for (LocalNode node : nodes) {
      Files.writeString(node.file(), LocalFiles.nodeFile(node, nodes, plan.timingName(), trust));
      if (NodeFiles.read(node.file()) instanceof NodeFileReading.Refused refused) {
        throw new LocalClusterException(refused.findings().get(0).toString());
      }
    }
    String mark = Long.toHexString(plan.random().nextLong() | Long.MIN_VALUE);
    return new LocalCluster(plan, nodes, trust, group, new ClusterProcesses(mark));
  }

  /** All nodes: a, b and w. */
  public List<LocalNode> nodes() {
    return nodes;
  }

  /** A node by its name, which must be one of them. */
  public LocalNode node(String name) {
    return nodes.stream().filter(n -> n.node().value().equals(name)).findFirst().orElseThrow();
  }

  /** The other data node. */
  public LocalNode peerOf(String dataNode) {
    return nodes.stream()
        .filter(n -> n.kind() == NodeKind.DATA && !n.node().value().equals(dataNode))
        .findFirst()
        .orElseThrow();
  }

  /** The demo's group; declare it as it is, or change it first. */
  public GroupSpec groupSpec() {
    return group;
  }

  /** The file that declares the demo's group. */
  public Path groupFile() {
    return groupFile(plan);
  }

  /** Who its nodes and clients are; empty when they speak in plain text. */
  public Optional<LocalTrust> trust() {
    return Optional.ofNullable(trust);
  }

  /** A line for a shell that runs a command against this cluster, whichever of its nodes run. */
  public String shellLine(String... arguments) {
    List<String> words = new ArrayList<>();
    for (LocalNode node : nodes) {
      words.add("-s");
      words.add(node.api().toString());
    }
    if (trust != null) {
      words.add("--trust");
      words.add(trust.admin().toString());
    }
    words.addAll(List.of(arguments));
    return plan.launcher().shellLine(words);
  }

  /** Where everything is. */
  public Path directory() {
    return plan.directory();
  }

  /** Where clients reach the demo's service, on each data node. */
  public List<InetSocketAddress> serviceEndpoints() {
    return nodes.stream().filter(n -> n.kind() == NodeKind.DATA).map(LocalNode::service).toList();
  }

  /**
   * What the demo's service has logged so far.
   *
   * @throws IOException when it cannot be read
   */
  public ServiceLogs serviceLogs() throws IOException {
    return ServiceLogs.read(serviceLogs(plan));
  }

  /** A client of all nodes, closed with the cluster. */
  public QuorateClient client() {
    return calls.client();
  }

  /**
   * Starts a node's process and does not wait for it.
   *
   * @throws LocalClusterException when it runs already, or the cluster is closed
   * @throws IOException when the process cannot be started
   */
  public synchronized void start(LocalNode node, LocalStart mode)
      throws IOException, LocalClusterException, InterruptedException {
    if (closed) {
      throw new LocalClusterException("the cluster is closed");
    }
    starter.start(node, mode);
  }

  /**
   * Kills everything of a node at once, as a crash of its machine would: agent, guards and
   * services.
   *
   * @return who was killed
   * @throws IOException when something of it cannot be killed
   */
  public List<LiveProcess> crash(LocalNode node) throws IOException, InterruptedException {
    starter.expectEnd(node);
    return processes.killCompletely(p -> p.node().equals(node.node().value()), KILL_LIMIT);
  }

  /**
   * Sends a signal to the processes of a node that have this role.
   *
   * @return who got it; empty when there is no such process
   * @throws IOException when it cannot be sent
   */
  public List<LiveProcess> signal(LocalNode node, ProcessRole role, ProcessSignal signal)
      throws IOException, InterruptedException {
    if (role == ProcessRole.AGENT
        && (signal == ProcessSignal.KILL || signal == ProcessSignal.TERM)) {
      starter.expectEnd(node);
    }
    List<LiveProcess> meant = processes(node).stream().filter(p -> p.role() == role).toList();
    processes.signal(meant, signal);
    return meant;
  }

  /**
   * Stops a node in good order: SIGTERM, and waits for its end.
   *
   * @return the exit code of its process
   * @throws LocalClusterException when it has not ended within the limit, or does not run
   */
  public int stop(LocalNode node, Duration limit)
      throws IOException, LocalClusterException, InterruptedException {
    signal(node, ProcessRole.AGENT, ProcessSignal.TERM);
    return starter.awaitEnd(node, limit);
  }

  /**
   * Waits until a node that was started ends by itself.
   *
   * @return the exit code of its process
   * @throws LocalClusterException when it has not ended within the limit
   */
  public int awaitEnd(LocalNode node, Duration limit)
      throws LocalClusterException, InterruptedException {
    starter.expectEnd(node);
    return starter.awaitEnd(node, limit);
  }

  /**
   * The processes of a node that are alive.
   *
   * @throws IOException when they cannot be listed
   */
  public List<LiveProcess> processes(LocalNode node) throws IOException {
    return processes.alive().stream().filter(p -> p.node().equals(node.node().value())).toList();
  }

  /**
   * All processes of the cluster that are alive.
   *
   * @throws IOException when they cannot be listed
   */
  public List<LiveProcess> processes() throws IOException {
    return processes.alive();
  }

  /**
   * Declares a group, again and again while there is no quorum yet.
   *
   * @throws LocalClusterException when it is refused, or not done within the limit
   */
  public void apply(GroupSpec spec, Duration limit)
      throws LocalClusterException, InterruptedException {
    calls.apply(spec, limit);
  }

  /**
   * Asks for the status until it is as wanted.
   *
   * @param what what is waited for, for the message when it does not come
   * @return the status that is as wanted
   * @throws LocalClusterException when it does not come within the limit, or a node that was to run
   *     has ended
   */
  public Status await(String what, Predicate<Status> wanted, Duration limit)
      throws LocalClusterException, InterruptedException {
    return calls.await(what, wanted, limit);
  }

  /** The last lines that a node has printed, for people. */
  public List<String> lastLines(LocalNode node, int count) {
    return LogTail.of(node.log(), count);
  }

  /**
   * Kills everything and verifies that nothing is left. The files in its directory stay.
   *
   * @throws IOException when something is left
   */
  @Override
  public synchronized void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    nodes.forEach(starter::expectEnd);
    calls.close();
    try {
      processes.killCompletely(p -> true, KILL_LIMIT);
      abandonGuards();
    } catch (InterruptedException hurry) {
      processes.kill(processes.alive());
      Thread.currentThread().interrupt();
    } finally {
      starter.close();
    }
  }

  /** What guards keep outside of the cluster's directory: in memory, and as cgroups. */
  private void abandonGuards() throws IOException, InterruptedException {
    for (LocalNode node : nodes) {
      if (node.kind() == NodeKind.DATA && Files.isDirectory(node.data())) {
        SweepReport report = GuardStation.open(node.data()).abandon(KILL_LIMIT);
        if (!report.clean()) {
          throw new IOException("left of node " + node.node() + ": " + report.notKilled());
        }
      }
    }
  }

  private static Path groupFile(LocalClusterPlan plan) {
    return plan.directory().resolve("group.yaml");
  }

  private static Path serviceLogs(LocalClusterPlan plan) {
    return plan.directory().resolve("service");
  }
}
