package io.quorate.server;

import io.quorate.core.NodeId;
import io.quorate.core.formation.ClusterShape;
import io.quorate.core.leader.LeaderSetting;
import io.quorate.core.membership.Founding;
import io.quorate.core.membership.PeerGeneration;
import io.quorate.core.membership.Voter;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.NodeRecord;
import io.quorate.replica.ElectionTiming;
import io.quorate.replica.ReplicaConfig;
import io.quorate.replica.declaration.GroupMessages;
import io.quorate.replica.identity.StartMode;
import io.quorate.replica.peer.Membership;
import io.quorate.replica.peer.Peer;
import io.quorate.replica.peer.PeerId;
import io.quorate.replica.peer.RaftAddress;
import io.quorate.server.api.ClusterIdentity;
import io.quorate.server.files.NodePeer;
import io.quorate.server.files.NodeSettings;
import io.quorate.server.session.HostPort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The nodes of the cluster, as the node file names them, in the forms that the parts of a node
 * want.
 */
final class Members {
  private final NodeSettings settings;

  Members(NodeSettings settings) {
    this.settings = settings;
  }

  ElectionTiming election() {
    return switch (settings.timing()) {
      case FAST -> ElectionTiming.FAST;
      case LAN -> ElectionTiming.LAN;
      case WAN -> ElectionTiming.WAN;
    };
  }

  /** A silent leader is missed for one timeout, and an election that splits takes another. */
  private Duration electionBound() {
    return election().max().multipliedBy(3);
  }

  ClusterIdentity identity(Founding founding) {
    return new ClusterIdentity(
        settings.cluster(),
        founding,
        settings.node(),
        settings.kinds(),
        addresses(),
        electionBound());
  }

  /** What stays the same for a leader on this node. */
  LeaderSetting leaderSetting(Voter self) {
    List<NodeRecord> nodes = new ArrayList<>();
    settings.kinds().forEach((node, kind) -> nodes.add(new NodeRecord(node, kind)));
    return new LeaderSetting(
        self,
        new Command.DefineCluster(settings.cluster(), nodes),
        election().max(),
        spec -> GroupMessages.of(spec).getSerializedSize());
  }

  /** What the node files of all voters must agree on before they form a cluster. */
  ClusterShape shape() {
    Map<NodeId, String> voters = new TreeMap<>();
    for (NodePeer peer : settings.peers()) {
      voters.put(
          peer.node(),
          peer.kind().name().toLowerCase(Locale.ROOT)
              + " "
              + String.join(" ", peer.raftAddress(), peer.apiAddress(), peer.httpAddress()));
    }
    return new ClusterShape(settings.cluster(), settings.timing().name(), new TreeMap<>(voters));
  }

  private Map<NodeId, HostPort> addresses() {
    Map<NodeId, HostPort> addresses = new TreeMap<>();
    for (NodePeer peer : settings.peers()) {
      addresses.put(peer.node(), new HostPort(peer.host(), peer.ports().api()));
    }
    return addresses;
  }

  /** Which node answers at which address, of the log and of the API. */
  Map<HostPort, NodeId> servers() {
    Map<HostPort, NodeId> servers = new HashMap<>();
    for (NodePeer peer : settings.peers()) {
      servers.put(new HostPort(peer.host(), peer.ports().raft()), peer.node());
      servers.put(new HostPort(peer.host(), peer.ports().api()), peer.node());
    }
    return servers;
  }

  /** Where the API of each other node is reached. */
  Map<NodeId, HostPort> others() {
    Map<NodeId, HostPort> others = addresses();
    others.remove(settings.node());
    return others;
  }

  /** For the first peer that this node is. */
  ReplicaConfig replicaConfig(StartMode mode) {
    return replicaConfig(mode, PeerGeneration.FIRST, Founding.FIRST);
  }

  /**
   * For a peer that this node is, in one of the clusters of its name. The others are named as they
   * were in the beginning: once there is a log, it says who they are.
   */
  ReplicaConfig replicaConfig(StartMode mode, PeerGeneration generation, Founding founding) {
    List<Peer> peers = new ArrayList<>();
    PeerId self = PeerId.of(new Voter(settings.node(), generation));
    for (NodePeer peer : settings.peers()) {
      boolean own = peer.node().equals(settings.node());
      peers.add(
          new Peer(
              own ? self : new PeerId(peer.node().value()),
              peer.node(),
              peer.kind(),
              new RaftAddress(peer.host(), peer.ports().raft())));
    }
    return new ReplicaConfig(
        new Membership(settings.cluster(), founding, self, peers),
        settings.dataDirectory(),
        new RaftAddress(settings.bind().raft(), settings.self().ports().raft()),
        election(),
        mode);
  }
}
