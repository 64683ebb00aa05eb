package io.quorate.faults;

import io.quorate.server.local.EchoService;
import io.quorate.v1.GroupMember;
import io.quorate.v1.GroupSpec;
import io.quorate.v1.Hook;
import io.quorate.v1.NodeFile;
import io.quorate.v1.NodeKind;
import io.quorate.v1.PeerEntry;
import io.quorate.v1.Probe;
import io.quorate.v1.Resource;
import io.quorate.v1.Service;
import io.quorate.v1.TcpProbe;
import io.quorate.v1.Timing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Where {@link SeparateNodes} keep their files, and what is in them. */
final class SeparateFiles {
  static final int API_PORT = 7401;

  /** Where clients ask the service, on the address of its node. */
  static final int PORT = 7500;

  private static final int READY_PORT = 7501;

  private final NodesPlan plan;
  private final Networks networks;

  SeparateFiles(NodesPlan plan, Networks networks) {
    this.plan = plan;
    this.networks = networks;
  }

  Path home(String name) {
    return plan.directory().resolve(name);
  }

  Path nodeFile(String name) {
    return home(name).resolve("quorate.yaml");
  }

  Path serviceLogs() {
    return plan.directory().resolve("service");
  }

  NodeFile node(String self) {
    NodeFile.Builder file =
        NodeFile.newBuilder()
            .setCluster("faults")
            .setNode(self)
            .setTiming(plan.timingName())
            .setDataDirectory(plan.data(self).toString());
    for (String name : SeparateNodes.NAMES) {
      file.addPeers(
          PeerEntry.newBuilder()
              .setNode(name)
              .setKind(name.equals("w") ? NodeKind.WITNESS : NodeKind.DATA)
              .setHost(networks.address(name)));
    }
    return file.build();
  }

  /** A group of both data nodes with the service that tells when it lives. */
  GroupSpec group(String name) throws IOException {
    String endpoints =
        "a=" + networks.address("a") + ":" + PORT + ",b=" + networks.address("b") + ":" + PORT;
    Service service =
        Service.newBuilder()
            .addCommand(Path.of(System.getProperty("java.home"), "bin", "java").toString())
            .addAllCommand(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx16m"))
            .addAllCommand(List.of("-cp", EchoService.classPath(), EchoService.class.getName()))
            .addAllCommand(List.of(endpoints, "" + READY_PORT, serviceLogs().toString()))
            .setReadiness(
                Probe.newBuilder()
                    .setTcp(TcpProbe.newBuilder().setHost("127.0.0.1").setPort(READY_PORT)))
            .build();
    return GroupSpec.newBuilder()
        .setName(name)
        .setTiming(Timing.newBuilder().setProfile(plan.timingName()))
        .addMembers(GroupMember.newBuilder().setNode("a"))
        .addMembers(GroupMember.newBuilder().setNode("b"))
        .addResources(Resource.newBuilder().setName("echo").setService(service))
        .build();
  }

  /** A group with a hook that does nothing. */
  GroupSpec idleGroup(String name, int number) {
    Hook hook = Hook.newBuilder().addAllPromote(List.of("/bin/true", "" + number)).build();
    return GroupSpec.newBuilder()
        .setName(name)
        .addMembers(GroupMember.newBuilder().setNode("a"))
        .addMembers(GroupMember.newBuilder().setNode("b"))
        .addResources(Resource.newBuilder().setName("nothing").setHook(hook))
        .build();
  }
}
