package io.quorate.replica;

import io.quorate.replica.disk.ReplacedFile;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Collection;
import org.apache.ratis.grpc.server.GrpcServices;
import org.apache.ratis.proto.RaftProtos.AppendEntriesReplyProto;
import org.apache.ratis.proto.RaftProtos.AppendEntriesRequestProto;
import org.apache.ratis.proto.RaftProtos.InstallSnapshotReplyProto;
import org.apache.ratis.proto.RaftProtos.InstallSnapshotRequestProto;
import org.apache.ratis.proto.RaftProtos.RequestVoteReplyProto;
import org.apache.ratis.proto.RaftProtos.RequestVoteRequestProto;
import org.apache.ratis.proto.RaftProtos.StartLeaderElectionReplyProto;
import org.apache.ratis.proto.RaftProtos.StartLeaderElectionRequestProto;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.rpc.RpcType;
import org.apache.ratis.server.RaftServerRpc;
import org.apache.ratis.server.protocol.RaftServerAsynchronousProtocol;

/**
 * Lets no request for votes leave this node before its own vote, which the request tells of, will
 * survive a power failure (rule S4): a candidate that forgot it could vote for another in the term
 * in which the others have made it leader. The answers are {@link DurableVotes}.
 */
final class SettledRequests implements GrpcServices {
  private final RaftServerRpc rpc;
  private final ReplacedFile vote;

  /**
   * Around Ratis' own.
   *
   * @param rpc which sends and receives
   * @param vote the vote file of this node
   */
  SettledRequests(RaftServerRpc rpc, ReplacedFile vote) {
    this.rpc = rpc;
    this.vote = vote;
  }

  /** Ratis' own, for those of its parts that know its type. */
  RaftServerRpc rpc() {
    return rpc;
  }

  @Override
  public RequestVoteReplyProto requestVote(RequestVoteRequestProto request) throws IOException {
    vote.settle();
    return rpc.requestVote(request);
  }

  @Override
  public StartLeaderElectionReplyProto startLeaderElection(StartLeaderElectionRequestProto request)
      throws IOException {
    return rpc.startLeaderElection(request);
  }

  @Override
  public AppendEntriesReplyProto appendEntries(AppendEntriesRequestProto request)
      throws IOException {
    return rpc.appendEntries(request);
  }

  @Override
  public InstallSnapshotReplyProto installSnapshot(InstallSnapshotRequestProto request)
      throws IOException {
    return rpc.installSnapshot(request);
  }

  @Override
  public RaftServerAsynchronousProtocol async() {
    return rpc.async();
  }

  @Override
  public void start() throws IOException {
    rpc.start();
  }

  @Override
  public InetSocketAddress getInetSocketAddress() {
    return rpc.getInetSocketAddress();
  }

  @Override
  public InetSocketAddress getClientServerAddress() {
    return rpc.getClientServerAddress();
  }

  @Override
  public InetSocketAddress getAdminServerAddress() {
    return rpc.getAdminServerAddress();
  }

  @Override
  public void handleException(RaftPeerId peer, Exception failure, boolean reconnect) {
    rpc.handleException(peer, failure, reconnect);
  }

  @Override
  public void notifyNotLeader(RaftGroupId group) {
    rpc.notifyNotLeader(group);
  }

  @Override
  public RpcType getRpcType() {
    return rpc.getRpcType();
  }

  @Override
  public void addRaftPeers(Collection<RaftPeer> peers) {
    rpc.addRaftPeers(peers);
  }

  @Override
  public void close() throws IOException {
    rpc.close();
  }
}
