package io.quorate.replica;

import io.quorate.core.NodeId;
import io.quorate.replica.peer.PeerId;
import java.util.EnumSet;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import org.apache.ratis.grpc.server.GrpcServices;
import org.apache.ratis.proto.RaftProtos.AppendEntriesRequestProto;
import org.apache.ratis.proto.RaftProtos.InstallSnapshotRequestProto;
import org.apache.ratis.proto.RaftProtos.RaftRpcRequestProto;
import org.apache.ratis.proto.RaftProtos.ReadIndexRequestProto;
import org.apache.ratis.proto.RaftProtos.RequestVoteRequestProto;
import org.apache.ratis.proto.RaftProtos.StartLeaderElectionRequestProto;
import org.apache.ratis.proto.grpc.RaftServerProtocolServiceGrpc;
import org.apache.ratis.thirdparty.io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import org.apache.ratis.thirdparty.io.grpc.Grpc;
import org.apache.ratis.thirdparty.io.grpc.Metadata;
import org.apache.ratis.thirdparty.io.grpc.ServerCall;
import org.apache.ratis.thirdparty.io.grpc.ServerCallHandler;
import org.apache.ratis.thirdparty.io.grpc.ServerInterceptor;
import org.apache.ratis.thirdparty.io.grpc.Status;
import org.apache.ratis.thirdparty.io.grpc.netty.NettyServerBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets in only what a member says in its own name. Ratis itself believes whatever name stands in a
 * message, and offers whoever connects to change the configuration. A stream lives for weeks, so
 * each message of it is looked at, and by what is trusted when it comes.
 */
final class ProvenPeers implements GrpcServices.Customizer, ServerInterceptor {
  private static final Logger LOG = LoggerFactory.getLogger(ProvenPeers.class);

  private final SaidLately said = new SaidLately();
  private final LinkTrust trust;
  private final GrpcServices.@Nullable Customizer others;

  /**
   * For a server of Ratis.
   *
   * @param trust knows who is at the other end
   * @param others what else is done to its services, if anything
   */
  ProvenPeers(LinkTrust trust, GrpcServices.@Nullable Customizer others) {
    this.trust = trust;
    this.others = others;
  }

  @Override
  public NettyServerBuilder customize(
      NettyServerBuilder builder, EnumSet<GrpcServices.Type> types) {
    NettyServerBuilder customized = others == null ? builder : others.customize(builder, types);
    return customized.intercept(this);
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    SSLSession session = call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
    String service = call.getMethodDescriptor().getServiceName();
    if (session == null || !RaftServerProtocolServiceGrpc.SERVICE_NAME.equals(service)) {
      refuse(call, service + " is not for other processes");
      return new ServerCall.Listener<>() {};
    }
    return new OwnName<>(call, session, next.startCall(call, headers));
  }

  private void refuse(ServerCall<?, ?> call, String why) {
    if (!said.before(why, System.nanoTime())) {
      LOG.warn(
          "refused {} of {}: {}",
          call.getMethodDescriptor().getBareMethodName(),
          call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR),
          why);
    }
    call.close(Status.PERMISSION_DENIED.withDescription(why), new Metadata());
  }

  /** Passes on what its sender says in its own name; the first message of another ends the call. */
  private final class OwnName<Q, R> extends SimpleForwardingServerCallListener<Q> {
    private final ServerCall<Q, R> call;
    private final SSLSession session;
    private boolean refused;

    OwnName(ServerCall<Q, R> call, SSLSession session, ServerCall.Listener<Q> next) {
      super(next);
      this.call = call;
      this.session = session;
    }

    @Override
    public void onMessage(Q message) {
      if (refused) {
        return;
      }
      Optional<NodeId> sender = trust.node(session);
      Optional<PeerId> named = requestor(message);
      if (sender.isPresent() && sender.equals(named.map(PeerId::node))) {
        super.onMessage(message);
        return;
      }
      refused = true;
      refuse(
          call,
          sender.map(NodeId::toString).orElse("nobody of this cluster")
              + " speaks for "
              + named.map(PeerId::toString).orElse("nobody"));
      super.onCancel();
    }

    @Override
    public void onHalfClose() {
      if (!refused) {
        super.onHalfClose();
      }
    }

    @Override
    public void onCancel() {
      if (!refused) {
        super.onCancel();
      }
    }
  }

  private static Optional<PeerId> requestor(Object message) {
    RaftRpcRequestProto header = null;
    if (message instanceof AppendEntriesRequestProto append) {
      header = append.getServerRequest();
    } else if (message instanceof RequestVoteRequestProto vote) {
      header = vote.getServerRequest();
    } else if (message instanceof InstallSnapshotRequestProto snapshot) {
      header = snapshot.getServerRequest();
    } else if (message instanceof StartLeaderElectionRequestProto election) {
      header = election.getServerRequest();
    } else if (message instanceof ReadIndexRequestProto read) {
      header = read.getServerRequest();
    }
    String name = header == null ? "" : header.getRequestorId().toStringUtf8();
    return PeerId.read(name);
  }
}
