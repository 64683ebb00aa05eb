package io.quorate.replica;

import io.quorate.replica.peer.PeerId;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.ratis.grpc.server.GrpcServices;
import org.apache.ratis.proto.RaftProtos.AppendEntriesRequestProto;
import org.apache.ratis.proto.RaftProtos.InstallSnapshotRequestProto;
import org.apache.ratis.proto.RaftProtos.RaftRpcRequestProto;
import org.apache.ratis.proto.RaftProtos.ReadIndexRequestProto;
import org.apache.ratis.proto.RaftProtos.RequestVoteRequestProto;
import org.apache.ratis.proto.RaftProtos.StartLeaderElectionRequestProto;
import org.apache.ratis.thirdparty.io.grpc.ForwardingServerCall;
import org.apache.ratis.thirdparty.io.grpc.ForwardingServerCallListener;
import org.apache.ratis.thirdparty.io.grpc.Metadata;
import org.apache.ratis.thirdparty.io.grpc.ServerCall;
import org.apache.ratis.thirdparty.io.grpc.ServerCallHandler;
import org.apache.ratis.thirdparty.io.grpc.ServerInterceptor;
import org.apache.ratis.thirdparty.io.grpc.Status;
import org.apache.ratis.thirdparty.io.grpc.netty.NettyServerBuilder;
import org.jspecify.annotations.Nullable;

/** Drops what one node sends to another, at the receiver's door. */
final class Cuts {
  /** Is told of a request for a vote that has come to the door, before anybody acts on it. */
  interface VoteWatch {
    /** The candidate asks for votes in the term. */
    void asked(PeerId candidate, long term);
  }

  private volatile VoteWatch votes = (candidate, term) -> {};
  private final Set<String> all = ConcurrentHashMap.newKeySet();
  private final Set<String> entries = ConcurrentHashMap.newKeySet();

  /** Both ways, until {@link #heal}. */
  void between(PeerId one, PeerId other) {
    all.add(one + ">" + other);
    all.add(other + ">" + one);
  }

  /** Only log entries, one way: heartbeats pass. */
  void entries(PeerId from, PeerId to) {
    entries.add(from + ">" + to);
  }

  void heal() {
    all.clear();
    entries.clear();
  }

  /** Watches requests for votes from now on; not those of a pre-vote, which tell of no vote. */
  void watchVotes(VoteWatch watch) {
    votes = watch;
  }

  GrpcServices.Customizer at(PeerId self) {
    return new GrpcServices.Customizer() {
      @Override
      public NettyServerBuilder customize(
          NettyServerBuilder builder, EnumSet<GrpcServices.Type> types) {
        return builder.intercept(new Door(self.value()));
      }
    };
  }

  private final class Door implements ServerInterceptor {
    private final String self;

    Door(String self) {
      this.self = self;
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
      Answers<Q, R> answers = new Answers<>(call, self);
      return new Questions<>(next.startCall(answers, headers), answers, self);
    }
  }

  private final class Answers<Q, R> extends ForwardingServerCall.SimpleForwardingServerCall<Q, R> {
    private final String self;
    private volatile String peer = "";

    Answers(ServerCall<Q, R> call, String self) {
      super(call);
      this.self = self;
    }

    private boolean cut() {
      return all.contains(self + ">" + peer);
    }

    @Override
    public void sendMessage(R message) {
      if (!cut()) {
        super.sendMessage(message);
      }
    }

    @Override
    public void close(Status status, Metadata trailers) {
      if (!cut()) {
        super.close(status, trailers);
      }
    }
  }

  private final class Questions<Q>
      extends ForwardingServerCallListener.SimpleForwardingServerCallListener<Q> {
    private final Answers<Q, ?> answers;
    private final String self;
    private boolean dropped;

    Questions(ServerCall.Listener<Q> listener, Answers<Q, ?> answers, String self) {
      super(listener);
      this.answers = answers;
      this.self = self;
    }

    @Override
    public void onMessage(Q message) {
      RaftRpcRequestProto header = header(message);
      if (header != null) {
        answers.peer = header.getRequestorId().toStringUtf8();
        String way = answers.peer + ">" + self;
        if (all.contains(way) || (entries.contains(way) && hasEntries(message))) {
          dropped = true;
          answers.request(1);
          return;
        }
        if (message instanceof RequestVoteRequestProto vote && !vote.getPreVote()) {
          votes.asked(new PeerId(answers.peer), vote.getCandidateTerm());
        }
      }
      super.onMessage(message);
    }

    @Override
    public void onHalfClose() {
      boolean unary = answers.getMethodDescriptor().getType().serverSendsOneMessage();
      if (!dropped || !unary) {
        super.onHalfClose();
      }
    }
  }

  private static boolean hasEntries(Object message) {
    return message instanceof AppendEntriesRequestProto append && append.getEntriesCount() > 0;
  }

  private static @Nullable RaftRpcRequestProto header(Object message) {
    if (message instanceof AppendEntriesRequestProto append) {
      return append.getServerRequest();
    }
    if (message instanceof RequestVoteRequestProto vote) {
      return vote.getServerRequest();
    }
    if (message instanceof InstallSnapshotRequestProto install) {
      return install.getServerRequest();
    }
    if (message instanceof ReadIndexRequestProto read) {
      return read.getServerRequest();
    }
    if (message instanceof StartLeaderElectionRequestProto start) {
      return start.getServerRequest();
    }
    return null;
  }
}
