package io.quorate.replica;

import io.quorate.replica.disk.ReplacedFile;
import org.apache.ratis.conf.Parameters;
import org.apache.ratis.grpc.GrpcFactory;
import org.apache.ratis.grpc.server.GrpcLogAppender;
import org.apache.ratis.grpc.server.GrpcServices;
import org.apache.ratis.grpc.server.GrpcServicesImpl;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.RaftServerRpc;
import org.apache.ratis.server.leader.FollowerInfo;
import org.apache.ratis.server.leader.LeaderState;
import org.apache.ratis.server.leader.LogAppender;

/** Ratis' gRPC, with {@link SettledRequests} before what it sends. */
final class SettledRpcFactory extends GrpcFactory {
  private static final String VOTE = "quorate.vote";

  private final ReplacedFile vote;

  SettledRpcFactory(Parameters parameters) {
    super(parameters);
    this.vote = parameters.getNonNull(VOTE, ReplacedFile.class);
  }

  /** Says which vote file is to be settled. */
  static void setVote(Parameters parameters, ReplacedFile vote) {
    parameters.put(VOTE, vote, ReplacedFile.class);
  }

  /** Ratis' own part, whether requests are settled before it or not. */
  static RaftServerRpc unwrapped(RaftServerRpc rpc) {
    return rpc instanceof SettledRequests settled ? settled.rpc() : rpc;
  }

  @Override
  public GrpcServices newRaftServerRpc(RaftServer server) {
    return new SettledRequests(super.newRaftServerRpc(server), vote);
  }

  @Override
  public LogAppender newLogAppender(
      RaftServer.Division server, LeaderState state, FollowerInfo follower) {
    return new Appender(server, state, follower);
  }

  /** Asks for Ratis' own type; a leader's vote is settled long before it appends. */
  private static final class Appender extends GrpcLogAppender {
    Appender(RaftServer.Division server, LeaderState state, FollowerInfo follower) {
      super(server, state, follower);
    }

    @Override
    public GrpcServicesImpl getServerRpc() {
      return (GrpcServicesImpl) unwrapped(getServer().getRaftServer().getServerRpc());
    }
  }
}
