package io.quorate.server.files;

import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;
import io.quorate.v1.NodeFile;
import io.quorate.v1.PeerEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads the voters of a node file and what they must satisfy together. */
final class PeerRules {
  private static final int MAX_PORT = 65_535;

  /** More voters make every change slower and nothing safer. */
  private static final int MAX_VOTERS = 9;

  private final NodeFindings findings;
  private final Predicate<String> written;

  PeerRules(NodeFindings findings, Predicate<String> written) {
    this.findings = findings;
    this.written = written;
  }

  /** The voters that could be read; what is wrong with the others is in the findings. */
  List<NodePeer> read(NodeFile file) {
    List<NodePeer> peers = new ArrayList<>();
    Map<String, String> names = new TreeMap<>();
    Map<String, String> addresses = new TreeMap<>();
    for (int i = 0; i < file.getPeersCount(); i++) {
      String path = "peers[" + i + "]";
      PeerEntry entry = file.getPeers(i);
      unique(path + ".node", entry.getNode(), names);
      NodePeer peer = peer(path, entry);
      if (peer != null) {
        peers.add(peer);
        addresses(path, peer, addresses);
      }
    }
    if (peers.size() == file.getPeersCount()) {
      together(peers);
    }
    return peers;
  }

  private void unique(String path, String name, Map<String, String> names) {
    String first = names.putIfAbsent(name, path);
    if (first != null && !name.isEmpty()) {
      findings.problem(
          path,
          "two nodes are called '" + name + "' (the other is " + first + ")",
          "give each node its own name");
    }
  }

  private @Nullable NodePeer peer(String path, PeerEntry entry) {
    boolean named = findings.isName(path + ".node", entry.getNode());
    NodeKind kind = kind(path + ".kind", entry.getKind());
    Optional<String> host = host(path + ".host", entry.getHost());
    NodePorts ports =
        new NodePorts(
            port(path + ".raft_port", entry.getRaftPort(), NodePorts.DEFAULT.raft()),
            port(path + ".api_port", entry.getApiPort(), NodePorts.DEFAULT.api()),
            port(path + ".http_port", entry.getHttpPort(), NodePorts.DEFAULT.http()));
    if (!named || kind == null || host.isEmpty()) {
      return null;
    }
    return new NodePeer(new NodeId(entry.getNode()), kind, host.get(), ports);
  }

  private @Nullable NodeKind kind(String path, io.quorate.v1.NodeKind kind) {
    return switch (kind) {
      case DATA -> NodeKind.DATA;
      case WITNESS -> NodeKind.WITNESS;
      case OBSERVER -> {
        findings.problem(
            path, "an observer does not vote, and peers are the voters", "leave it out");
        yield null;
      }
      case NODE_KIND_UNSPECIFIED, UNRECOGNIZED -> {
        findings.problem(
            path,
            "is missing",
            "write data (votes and may be active) or witness (votes, never active)");
        yield null;
      }
    };
  }

  private Optional<String> host(String path, String text) {
    if (text.isEmpty()) {
      findings.problem(
          path, "is missing", "write the address or name at which the others reach it");
      return Optional.empty();
    }
    Optional<String> host = Hosts.normal(text);
    if (host.isEmpty()) {
      findings.problem(
          path,
          "'" + text + "' is neither an address nor a host name",
          "for example 10.0.0.1, fd00::1 or node-a.example.org; ports have keys of their own");
      return host;
    }
    if (Hosts.isWildcard(host.get())) {
      findings.problem(
          path,
          "'" + text + "' is no address that others could reach",
          "write the node's own address here; to listen on all addresses, say so under bind");
      return Optional.empty();
    }
    return host;
  }

  private int port(String path, int value, int byDefault) {
    if (value == 0 && !written.test(path)) {
      return byDefault;
    }
    return findings.inRange(path, value, 1, MAX_PORT);
  }

  private void addresses(String path, NodePeer peer, Map<String, String> seen) {
    address(path + ".raft_port", peer.raftAddress(), seen);
    address(path + ".api_port", peer.apiAddress(), seen);
    address(path + ".http_port", peer.httpAddress(), seen);
  }

  private void address(String path, String address, Map<String, String> seen) {
    String first = seen.putIfAbsent(address, path);
    if (first != null) {
      findings.problem(
          path,
          address + " is used twice (the other is " + first + ")",
          "give each node its own host, or each service its own port");
    }
  }

  private void together(List<NodePeer> peers) {
    long data = peers.stream().filter(peer -> peer.kind() == NodeKind.DATA).count();
    if (peers.isEmpty()) {
      findings.problem("peers", "is missing", "list every voter of the cluster, this node too");
      return;
    }
    if (data == 0) {
      findings.problem(
          "peers", "no data node is among them, so nobody could be active", "make one kind: data");
    } else if (data == 1) {
      findings.warning(
          "peers", "there is only one data node, so nobody can take over", "add a second one");
    }
    votes(peers.size());
    long loopback = peers.stream().filter(peer -> Hosts.isLoopback(peer.host())).count();
    if (loopback > 0 && loopback < peers.size()) {
      findings.warning(
          "peers",
          "some hosts are loopback addresses and others are not: other machines reach no loopback",
          "write the addresses that all nodes can reach");
    }
  }

  private void votes(int voters) {
    if (voters == 2) {
      findings.problem(
          "peers",
          "with two voters the loss of either leaves no majority, so nothing could ever fail over",
          "add a witness as the third voter");
    } else if (voters > MAX_VOTERS) {
      findings.problem("peers", voters + " voters are too many", "use at most " + MAX_VOTERS);
    } else if (voters % 2 == 0) {
      findings.warning(
          "peers",
          voters + " voters bear the loss of no more nodes than " + (voters - 1),
          "use an odd number");
    } else if (voters == 1) {
      findings.warning("peers", "a single voter bears no loss", "use three for failover");
    }
  }
}
