package io.quorate.server.local;

import io.quorate.client.yaml.YamlOutput;
import io.quorate.core.NodeKind;
import io.quorate.v1.GroupMember;
import io.quorate.v1.GroupSpec;
import io.quorate.v1.NodeFile;
import io.quorate.v1.PeerEntry;
import io.quorate.v1.Probe;
import io.quorate.v1.Resource;
import io.quorate.v1.Service;
import io.quorate.v1.TcpProbe;
import io.quorate.v1.Timing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the files of a local cluster say. */
final class LocalFiles {
  /** A small heap and a fast start: the service does next to nothing. */
  private static final List<String> JVM =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-Xmx16m",
          "-Xss256k",
          "-Xshare:auto",
          "-XX:-UsePerfData");

  private static final int READY_PERIOD_NANOS = 20_000_000;
  private static final int READY_SECONDS = 20;
  private static final int STOP_SECONDS = 5;

  private LocalFiles() {}

  static String nodeFile(
      LocalNode self, List<LocalNode> nodes, String timing, @Nullable LocalTrust trust) {
    NodeFile.Builder file =
        NodeFile.newBuilder()
            .setCluster(LocalClusterPlan.CLUSTER)
            .setNode(self.node().value())
            .setDataDirectory(self.data().toString())
            .setTiming(timing);
    if (trust != null) {
      file.setTrustDirectory(trust.of(self.node()).toString());
    }
    for (LocalNode node : nodes) {
      file.addPeers(
          PeerEntry.newBuilder()
              .setNode(node.node().value())
              .setKind(
                  node.kind() == NodeKind.DATA
                      ? io.quorate.v1.NodeKind.DATA
                      : io.quorate.v1.NodeKind.WITNESS)
              .setHost(LocalNode.HOST)
              .setRaftPort(node.ports().raft())
              .setApiPort(node.ports().api())
              .setHttpPort(node.ports().http()));
    }
    return "# Node " + self.node() + " of a demo.\n" + yaml(file.build());
  }

  /** The demo's group: both data nodes, and the echo service under a guard. */
  static GroupSpec group(List<LocalNode> nodes, String timing, int readinessPort, Path serviceLogs)
      throws IOException {
    List<LocalNode> data = nodes.stream().filter(n -> n.kind() == NodeKind.DATA).toList();
    String ports =
        data.stream().map(n -> n.node() + "=" + n.servicePort()).collect(Collectors.joining(","));
    Service.Builder service =
        Service.newBuilder()
            .addCommand(NodeLauncher.java().toString())
            .addAllCommand(JVM)
            .addAllCommand(List.of("-cp", EchoService.classPath(), EchoService.class.getName()))
            .addAllCommand(List.of(ports, Integer.toString(readinessPort), serviceLogs.toString()))
            .setReadiness(
                Probe.newBuilder()
                    .setTcp(TcpProbe.newBuilder().setHost(LocalNode.HOST).setPort(readinessPort)))
            .setReadyTimeout(seconds(READY_SECONDS))
            .setReadyPeriod(com.google.protobuf.Duration.newBuilder().setNanos(READY_PERIOD_NANOS))
            // It has nothing to put in order, and a JVM that is asked to end takes 0.3 s to do so.
            .setStopSignal("KILL")
            .setStopTimeout(seconds(STOP_SECONDS));
    GroupSpec.Builder group =
        GroupSpec.newBuilder()
            .setName(LocalClusterPlan.GROUP)
            .setTiming(Timing.newBuilder().setProfile(timing))
            .addResources(Resource.newBuilder().setName("echo").setService(service));
    for (LocalNode node : data) {
      group.addMembers(
          GroupMember.newBuilder()
              .setNode(node.node().value())
              .addEndpoints(LocalNode.HOST + ":" + node.servicePort()));
    }
    return group.build();
  }

  static String groupFile(GroupSpec group) {
    return "# The group of a demo: quorate group apply -f FILE\n" + yaml(group);
  }

  private static String yaml(com.google.protobuf.Message message) {
    return YamlOutput.write(message, YamlOutput.Fields.SET);
  }

  private static com.google.protobuf.Duration seconds(int seconds) {
    return com.google.protobuf.Duration.newBuilder().setSeconds(seconds).build();
  }
}
