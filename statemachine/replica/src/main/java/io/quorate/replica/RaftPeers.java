package io.quorate.replica;

import io.quorate.core.NodeKind;
import io.quorate.replica.leadership.VoterSets;
import io.quorate.replica.peer.Peer;
import io.quorate.replica.peer.PeerId;
import java.util.Collection;
import java.util.List;
import org.apache.ratis.proto.RaftProtos.RaftPeerRole;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.RaftConfiguration;
import org.jspecify.annotations.Nullable;

/** Peers in Ratis' words. */
final class RaftPeers {
  // Data nodes must be equal: Ratis hands leadership over only to peers of the highest priority,
  // alive or not.
  private static final int DATA_PRIORITY = 1;
  private static final int OTHER_PRIORITY = 0;

  private RaftPeers() {}

  static List<RaftPeer> of(Collection<Peer> peers) {
    return peers.stream().map(RaftPeers::of).toList();
  }

  static RaftPeer of(Peer peer) {
    return RaftPeer.newBuilder()
        .setId(id(peer.id()))
        .setAddress(peer.address().toString())
        .setPriority(peer.kind() == NodeKind.DATA ? DATA_PRIORITY : OTHER_PRIORITY)
        .setStartupRole(peer.votes() ? RaftPeerRole.FOLLOWER : RaftPeerRole.LISTENER)
        .build();
  }

  static RaftPeerId id(PeerId id) {
    return RaftPeerId.valueOf(id.value());
  }

  static @Nullable PeerId id(@Nullable RaftPeerId id) {
    return id == null ? null : new PeerId(id.toString());
  }

  static VoterSets voters(RaftConfiguration configuration) {
    return new VoterSets(
        ids(configuration.getCurrentPeers()), ids(configuration.getPreviousPeers()));
  }

  private static List<PeerId> ids(Collection<RaftPeer> peers) {
    return peers.stream().map(peer -> new PeerId(peer.getId().toString())).toList();
  }
}
