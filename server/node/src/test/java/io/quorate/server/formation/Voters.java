package io.quorate.server.formation;

import io.grpc.Server;
import io.quorate.client.ClientSettings;
import io.quorate.client.NodeAddress;
import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;
import io.quorate.core.declaration.TimingProfile;
import io.quorate.core.formation.ClusterShape;
import io.quorate.core.formation.FormationId;
import io.quorate.core.formation.VoterAccount;
import io.quorate.core.formation.VoterStanding;
import io.quorate.core.formation.Waiting;
import io.quorate.server.WaitingNode;
import io.quorate.server.files.BindHosts;
import io.quorate.server.files.NodeLimits;
import io.quorate.server.files.NodePeer;
import io.quorate.server.files.NodePorts;
import io.quorate.server.files.NodeSettings;
import io.quorate.server.local.FreePorts;
import io.quorate.server.session.HostPort;
import io.quorate.server.session.Peers;
import io.quorate.server.transport.CallGate;
import io.quorate.server.transport.NettyTransport;
import io.quorate.server.transport.Transport;
import io.quorate.v1.FormClusterRequest;
import io.quorate.v1.FormClusterResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** The data nodes a and b and the witness w on loopback ports, each waiting or taking part. */
final class Voters implements AutoCloseable {
  private static final String HOST = "127.0.0.1";

  private final Deque<AutoCloseable> closing = new ArrayDeque<>();
  private final Map<NodeId, WaitingNode> waiting = new TreeMap<>();
  private final List<NodePeer> peers = new ArrayList<>();
  private final Path directory;

  Voters(Path directory) throws IOException {
    this.directory = directory;
    List<Integer> free = FreePorts.choose(9, new SplittableRandom());
    for (String name : List.of("a", "b", "w")) {
      NodeKind kind = name.equals("w") ? NodeKind.WITNESS : NodeKind.DATA;
      NodePorts ports = new NodePorts(free.remove(0), free.remove(0), free.remove(0));
      peers.add(new NodePeer(new NodeId(name), kind, HOST, ports));
    }
  }

  private NodeSettings settings(NodeId node) {
    return new NodeSettings(
        "office",
        node,
        data(node),
        peers,
        new BindHosts(HOST, HOST, HOST),
        TimingProfile.LAN,
        NodeLimits.DEFAULT,
        null,
        null);
  }

  private Path data(NodeId node) {
    return directory.resolve(node.value());
  }

  private <C extends AutoCloseable> C opened(C part) {
    closing.push(part);
    return part;
  }

  void waits(NodeId node) throws IOException {
    waiting.put(node, opened(new WaitingNode(settings(node))));
  }

  private WaitingNode node(NodeId node) {
    return Objects.requireNonNull(waiting.get(node));
  }

  void awaitBegin(NodeId node) throws InterruptedException {
    node(node).awaitBegin();
  }

  Waiting waiting(NodeId node) {
    return node(node).waiting();
  }

  /** Answers like a node that was formed so and runs. */
  void takesPart(NodeId node, FormationId formation) throws IOException {
    begun(node, formation);
    serves(node);
  }

  /** Answers like a node that took a place in a cluster that was formed so. */
  void joined(NodeId node, FormationId formation) throws IOException {
    ClusterShape shape = account(node).shape();
    FormationDesk.ofEmpty(node, shape, data(node))
        .join(new VoterAccount(node, "another", new VoterStanding.Member(formation), shape));
    serves(node);
  }

  private void serves(NodeId node) throws IOException {
    VoterAccount like = account(node);
    FormationDesk desk = FormationDesk.ofMember(node, like.shape(), data(node));
    Transport transport = opened(new NettyTransport());
    Peers none = opened(new Peers(Map.of(), transport));
    FormationServices services = opened(new FormationServices(desk, none));
    CallGate gate = opened(new CallGate());
    Server server =
        transport.server(
            new HostPort(HOST, settings(node).self().ports().api()),
            new Transport.Offer(gate, List.of(), services.services()));
    server.start();
    closing.push(server::shutdownNow);
  }

  private VoterAccount account(NodeId node) throws IOException {
    try (WaitingNode shown = new WaitingNode(settings(node))) {
      return shown.account();
    }
  }

  void prepared(NodeId node, FormationId formation) throws IOException {
    write(node, formation, FormationNote.Step.PREPARED);
  }

  void begun(NodeId node, FormationId formation) throws IOException {
    write(node, formation, FormationNote.Step.BEGUN);
  }

  void formed(NodeId node, FormationId formation) throws IOException {
    write(node, formation, FormationNote.Step.FORMED);
  }

  private void write(NodeId node, FormationId formation, FormationNote.Step step)
      throws IOException {
    new FormationFile(data(node)).write(new FormationNote(formation, step));
  }

  Optional<FormationNote> note(NodeId node) throws IOException {
    return new FormationFile(data(node)).read();
  }

  FormClusterResponse form(NodeId by) throws QuorateException {
    return client(by).formCluster(FormClusterRequest.getDefaultInstance());
  }

  QuorateClient client(NodeId to) {
    return client(to, Duration.ofSeconds(30));
  }

  /** Whose calls end after this time. */
  QuorateClient client(NodeId to, Duration limit) {
    int port = settings(to).self().ports().api();
    return opened(
        new QuorateClient(
            new ClientSettings(
                List.of(new NodeAddress(HOST, port)), limit, limit, "test", () -> "once")));
  }

  HttpResponse<String> get(NodeId node, String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://" + HOST + ":" + settings(node).self().ports().http() + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    while (!closing.isEmpty()) {
      try {
        closing.pop().close();
      } catch (Exception failed) {
        throw new AssertionError(failed);
      }
    }
  }
}
