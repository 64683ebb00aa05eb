package io.quorate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.client.ClientSettings;
import io.quorate.client.NodeAddress;
import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.client.yaml.YamlOutput;
import io.quorate.server.demo.ClusterStates;
import io.quorate.server.demo.EchoService;
import io.quorate.server.demo.NodeLauncher;
import io.quorate.server.demo.ServiceLogs;
import io.quorate.server.demo.ServiceRun;
import io.quorate.server.process.Toolbox;
import io.quorate.v1.ApplyGroupRequest;
import io.quorate.v1.GetStatusRequest;
import io.quorate.v1.GroupMember;
import io.quorate.v1.GroupSpec;
import io.quorate.v1.NodeFile;
import io.quorate.v1.NodeKind;
import io.quorate.v1.PeerEntry;
import io.quorate.v1.Probe;
import io.quorate.v1.Resource;
import io.quorate.v1.Service;
import io.quorate.v1.Status;
import io.quorate.v1.TcpProbe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * Nodes a, b and w, each in a network of its own, with a guarded service that logs when it lives.
 */
final class SeparateNodes implements AutoCloseable {
  private static final List<String> NAMES = List.of("a", "b", "w");
  private static final String GROUP = Scene.GROUP;
  private static final int PORT = 7500;
  private static final int READY_PORT = 7501;
  private static final int API_PORT = 7401;
  private static final Duration ATTEMPT = Duration.ofSeconds(2);
  private static final Duration CALL = Duration.ofSeconds(6);

  private final Path directory;
  private final Networks networks;
  private final QuorateClient client;
  private final Map<String, Process> processes = new TreeMap<>();

  private SeparateNodes(Path directory, Networks networks) {
    this.directory = directory;
    this.networks = networks;
    this.client =
        new QuorateClient(
            new ClientSettings(
                NAMES.stream()
                    .map(name -> new NodeAddress(networks.address(name), API_PORT))
                    .toList(),
                ATTEMPT,
                CALL,
                "faults",
                () -> UUID.randomUUID().toString()));
  }

  static SeparateNodes begin(Path directory, RandomGenerator random) throws Exception {
    SeparateNodes nodes = new SeparateNodes(directory, Networks.make(NAMES, random));
    try {
      Files.createDirectories(nodes.serviceLogs());
      for (String name : NAMES) {
        Files.createDirectories(nodes.home(name));
        Files.writeString(
            nodes.home(name).resolve("quorate.yaml"),
            YamlOutput.write(nodes.nodeFile(name), YamlOutput.Fields.SET));
        nodes.start(name, List.of("--bootstrap"));
      }
      nodes.await("a cluster of three", ClusterStates.formed(NAMES.size()));
      nodes.client.applyGroup(ApplyGroupRequest.newBuilder().setSpec(nodes.group()).build());
      return nodes;
    } catch (Exception | AssertionError failed) {
      nodes.close();
      throw failed;
    }
  }

  Networks networks() {
    return networks;
  }

  /** Cables are in, all run, one serves and the other could. */
  void heal() throws Exception {
    for (String name : NAMES) {
      networks.join(name);
      Process process = processes.get(name);
      if (process == null || !process.isAlive()) {
        start(name, List.of());
      }
    }
    await("three nodes", ClusterStates.formed(NAMES.size()));
    await("an active and a standby", Scene::whole);
    assertThat(logs().violations()).as("TWO ACTIVE").isEmpty();
  }

  String active() throws Exception {
    Status status = await("an active", ClusterStates.served(GROUP));
    return ClusterStates.active(status, GROUP).orElseThrow().getHolder();
  }

  ServiceLogs logs() throws IOException {
    return ServiceLogs.read(serviceLogs());
  }

  /** The newest process of the service on a node. */
  ServiceRun lastRun(String node) throws IOException {
    return run(node).orElseThrow();
  }

  private Optional<ServiceRun> run(String node) throws IOException {
    return logs().runs().stream()
        .filter(run -> run.node().equals(node))
        .reduce((one, later) -> later);
  }

  /** Waits until a service on this node has begun that is younger than all others. */
  void awaitServing(String node) throws Exception {
    Scene.until(
        "service on " + node,
        Scene.LIMIT,
        () -> {
          List<ServiceRun> runs = logs().runs();
          return !runs.isEmpty() && runs.get(runs.size() - 1).node().equals(node);
        });
    assertThat(logs().violations()).as("TWO ACTIVE").isEmpty();
  }

  /** The present service of a node lives for so long from now. */
  void awaitAlive(String node, Duration time) throws Exception {
    long end = System.nanoTime() + time.toNanos();
    long pid = lastRun(node).pid();
    Scene.until(
        "life on " + node,
        Scene.LIMIT,
        () -> lastRun(node).pid() == pid && lastRun(node).lastNanos() - end > 0);
  }

  /** A command of the command line, run where a node is, against that node only. */
  RunOutcome ask(String node, String command) throws Exception {
    return RunOutcome.of(
        networks.inside(node),
        List.of("--server", networks.address(node) + ":" + API_PORT, command));
  }

  private Status await(String what, Predicate<Status> wanted) throws Exception {
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

  private void start(String name, List<String> options) throws IOException {
    List<String> command = new ArrayList<>(networks.inside(name));
    command.addAll(NodeLauncher.ofThisProcess().command());
    command.addAll(List.of("server", "--config", home(name).resolve("quorate.yaml").toString()));
    command.addAll(options);
    processes.put(
        name,
        new ProcessBuilder(Toolbox.detect().tied(command))
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(home(name).resolve("node.log").toFile()))
            .start());
  }

  private Path home(String name) {
    return directory.resolve(name);
  }

  private Path serviceLogs() {
    return directory.resolve("service");
  }

  private NodeFile nodeFile(String self) {
    NodeFile.Builder file =
        NodeFile.newBuilder()
            .setCluster("faults")
            .setNode(self)
            .setDataDirectory(home(self).resolve("data").toString());
    for (String name : NAMES) {
      file.addPeers(
          PeerEntry.newBuilder()
              .setNode(name)
              .setKind(name.equals("w") ? NodeKind.WITNESS : NodeKind.DATA)
              .setHost(networks.address(name)));
    }
    return file.build();
  }

  private GroupSpec group() throws Exception {
    Path programs =
        Path.of(EchoService.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Service service =
        Service.newBuilder()
            .addCommand(Path.of(System.getProperty("java.home"), "bin", "java").toString())
            .addAllCommand(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx16m"))
            .addAllCommand(List.of("-cp", programs.toString(), EchoService.class.getName()))
            .addAllCommand(List.of("a=" + PORT + ",b=" + PORT, "" + READY_PORT))
            .addCommand(serviceLogs().toString())
            .setReadiness(
                Probe.newBuilder()
                    .setTcp(TcpProbe.newBuilder().setHost("127.0.0.1").setPort(READY_PORT)))
            .build();
    return GroupSpec.newBuilder()
        .setName(GROUP)
        .addMembers(GroupMember.newBuilder().setNode("a"))
        .addMembers(GroupMember.newBuilder().setNode("b"))
        .addResources(Resource.newBuilder().setName("echo").setService(service))
        .build();
  }

  @Override
  public void close() throws IOException {
    client.close();
    networks.close();
  }
}
