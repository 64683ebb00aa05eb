package io.quorate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.client.ClientSettings;
import io.quorate.client.NodeAddress;
import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.client.yaml.YamlOutput;
import io.quorate.server.guard.GuardStation;
import io.quorate.server.local.ClusterStates;
import io.quorate.server.local.OutageClient;
import io.quorate.server.local.ProcessRole;
import io.quorate.server.local.ServiceLogs;
import io.quorate.server.local.ServiceRun;
import io.quorate.server.process.Toolbox;
import io.quorate.v1.ApplyGroupRequest;
import io.quorate.v1.GetStatusRequest;
import io.quorate.v1.GroupSpec;
import io.quorate.v1.GroupStatus;
import io.quorate.v1.Status;
import io.quorate.v1.SwitchoverRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * Nodes a, b and w, each in a network of its own, with a guarded service that logs when it lives
 * and what it answers, and a client outside that asks it every few milliseconds.
 */
final class SeparateNodes implements AutoCloseable {
  static final List<String> NAMES = List.of("a", "b", "w");

  private final NodesPlan plan;
  private final SeparateFiles files;
  private final Networks networks;
  private final QuorateClient client;
  private final OutageClient watcher;
  private final Map<String, Process> processes = new TreeMap<>();

  private SeparateNodes(NodesPlan plan, Networks networks) {
    this.plan = plan;
    this.networks = networks;
    this.files = new SeparateFiles(plan, networks);
    this.client =
        new QuorateClient(
            new ClientSettings(
                NAMES.stream()
                    .map(name -> new NodeAddress(networks.address(name), SeparateFiles.API_PORT))
                    .toList(),
                plan.attempt(),
                plan.attempt().multipliedBy(3),
                "faults",
                () -> UUID.randomUUID().toString()));
    this.watcher =
        OutageClient.start(
            List.of("a", "b").stream()
                .map(name -> new InetSocketAddress(networks.address(name), SeparateFiles.PORT))
                .toList());
  }

  static SeparateNodes begin(NodesPlan plan, RandomGenerator random) throws Exception {
    SeparateNodes nodes = new SeparateNodes(plan, Networks.make(NAMES, random));
    try {
      Files.createDirectories(nodes.files.serviceLogs());
      for (String name : NAMES) {
        Files.createDirectories(nodes.files.home(name));
        Files.writeString(
            nodes.files.nodeFile(name),
            YamlOutput.write(nodes.files.node(name), YamlOutput.Fields.SET));
        nodes.start(name, List.of("--bootstrap"));
      }
      nodes.await("a cluster of three", ClusterStates.formed(NAMES.size()));
      nodes.declare(nodes.files.group(Scene.GROUP));
      nodes.heal();
      return nodes;
    } catch (Exception | AssertionError failed) {
      nodes.close();
      throw failed;
    }
  }

  /** Where the API of each node is, for clients outside. */
  SortedMap<String, NodeAddress> addresses() {
    SortedMap<String, NodeAddress> addresses = new TreeMap<>();
    NAMES.forEach(
        name ->
            addresses.put(name, new NodeAddress(networks.address(name), SeparateFiles.API_PORT)));
    return addresses;
  }

  Networks networks() {
    return networks;
  }

  /** What a client outside sees, from a port of the switch that nothing is done to. */
  OutageClient watcher() {
    return watcher;
  }

  /** Declares a group; done when it is acknowledged. */
  void declare(GroupSpec group) throws QuorateException {
    client.applyGroup(ApplyGroupRequest.newBuilder().setSpec(group).build());
  }

  /** A group that does nothing, with a number in it so that each declaration is news. */
  GroupSpec idleGroup(String name, int number) {
    return files.idleGroup(name, number);
  }

  /** Cables are in and good, all run, one serves and the other could. */
  void heal() throws Exception {
    for (String name : NAMES) {
      networks.join(name);
      networks.signal(name, "CONT", Set.of(ProcessRole.values()));
      Process process = processes.get(name);
      if (process == null || !process.isAlive()) {
        start(name, List.of());
      }
    }
    awaitWhole();
    neverTwo();
  }

  /** All are heard from, one serves and the other could. */
  void awaitWhole() throws Exception {
    await("three nodes", ClusterStates.formed(NAMES.size()));
    await("an active and a standby", Scene::whole);
    assertThat(watcher.timeline().awaitAnswers(1, Scene.LIMIT)).as("answers").isTrue();
  }

  /** What the service's logs and the client saw. */
  void neverTwo() throws IOException {
    assertThat(logs().violations()).as("TWO ACTIVE").isEmpty();
    assertThat(watcher.timeline().violations()).as("TWO ACTIVE").isEmpty();
  }

  String active() throws Exception {
    return group().getHolder();
  }

  long epoch() throws Exception {
    return group().getEpoch();
  }

  private GroupStatus group() throws Exception {
    Status status = await("an active", ClusterStates.served(Scene.GROUP));
    return ClusterStates.active(status, Scene.GROUP).orElseThrow();
  }

  String leader() throws Exception {
    return await("a leader", ClusterStates.formed(1)).getLeader();
  }

  /** Waits until the leader is not the node that serves. */
  void leaderApart() throws Exception {
    await("the leader apart", ClusterStates.leaderApart(Scene.GROUP));
  }

  /** Moves the role to this node, as planned work, unless it is there. */
  void switchover(String to) throws Exception {
    if (!active().equals(to)) {
      client.switchover(
          SwitchoverRequest.newBuilder()
              .setGroup(Scene.GROUP)
              .setTo(to)
              .setReason("a test")
              .build());
      await("the role on " + to, ClusterStates.settledAt(Scene.GROUP, to));
      awaitWhole();
    }
  }

  /** The other data node. */
  static String other(String dataNode) {
    return dataNode.equals("a") ? "b" : "a";
  }

  ServiceLogs logs() throws IOException {
    return ServiceLogs.read(files.serviceLogs());
  }

  /** The newest process of the service on a node. */
  ServiceRun lastRun(String node) throws IOException {
    return logs().runs().stream()
        .filter(run -> run.node().equals(node))
        .reduce((one, later) -> later)
        .orElseThrow();
  }

  /** What the logs say by now of a process of the service. */
  ServiceRun lives(ServiceRun process) throws IOException {
    return logs().runs().stream()
        .filter(run -> run.pid() == process.pid() && run.node().equals(process.node()))
        .findFirst()
        .orElseThrow();
  }

  /**
   * Waits until a service on this node has begun that is younger than all others.
   *
   * @return when it began, CLOCK_MONOTONIC
   */
  long awaitServing(String node) throws Exception {
    Scene.until(
        "service on " + node,
        Scene.LIMIT,
        () -> {
          List<ServiceRun> runs = logs().runs();
          return !runs.isEmpty() && runs.get(runs.size() - 1).node().equals(node);
        });
    return lastRun(node).firstNanos();
  }

  /** The present service of a node lives for so long from now. */
  void awaitAlive(String node, Duration time) throws Exception {
    long end = System.nanoTime() + time.toNanos();
    long pid = lastRun(node).pid();
    Scene.until(
        "life on " + node,
        time.plus(Scene.LIMIT),
        () -> {
          ServiceRun run = lastRun(node);
          assertThat(run.pid()).as("another service on " + node).isEqualTo(pid);
          TimeUnit.MILLISECONDS.sleep(200);
          return run.lastNanos() - end > 0;
        });
  }

  /** A command of the command line, run where a node is, against that node only. */
  RunOutcome ask(String node, String command) throws Exception {
    return RunOutcome.of(
        networks.inside(node),
        List.of("--server", networks.address(node) + ":" + SeparateFiles.API_PORT, command));
  }

  /** Status with a majority behind it, when it is as wanted. */
  Status await(String what, Predicate<Status> wanted) throws Exception {
    List<Status> seen = new ArrayList<>();
    Scene.until(
        what,
        Scene.LIMIT,
        () -> {
          try {
            Status status = client.status(GetStatusRequest.getDefaultInstance());
            seen.clear();
            seen.add(status);
            return wanted.test(status);
          } catch (QuorateException notYet) {
            return false;
          }
        });
    return seen.get(0);
  }

  /** Tells a node's process to end, in good order. */
  void terminate(String name) {
    Process process = processes.get(name);
    if (process != null) {
      process.destroy();
    }
  }

  /** Waits until a node's process has ended. */
  void awaitEnd(String name) throws Exception {
    Process process = processes.get(name);
    boolean ended =
        process == null || process.waitFor(Scene.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    assertThat(ended).as("the end of " + name).isTrue();
  }

  private void start(String name, List<String> options) throws IOException {
    List<String> command = new ArrayList<>(networks.inside(name));
    command.addAll(TestedProgram.launcher().command());
    command.addAll(List.of("server", "--config", files.nodeFile(name).toString()));
    command.addAll(options);
    ProcessBuilder builder = new ProcessBuilder(Toolbox.detect().tied(command));
    builder.environment().putAll(plan.environments().getOrDefault(name, Map.of()));
    processes.put(
        name,
        builder
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(files.home(name).resolve("node.log").toFile()))
            .start());
  }

  @Override
  public void close() throws IOException {
    watcher.close();
    client.close();
    networks.close();
    try {
      for (String name : List.of("a", "b")) {
        assertThat(GuardStation.open(plan.data(name)).abandon(Scene.LIMIT).notKilled()).isEmpty();
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }
}
