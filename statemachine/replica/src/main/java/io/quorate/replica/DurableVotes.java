package io.quorate.replica;

import io.quorate.replica.disk.ReplacedFile;
import java.io.IOException;
import java.util.EnumSet;
import org.apache.ratis.grpc.server.GrpcServices;
import org.apache.ratis.thirdparty.io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
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
 * Lets no answer to another voter leave this node before the vote that it may tell of will survive
 * a power failure (rule S4). Ratis renames its vote file into place and does not force the folder:
 * a voter that lost its power soon after an election came back in the term before, free to vote
 * again in the one that it had voted in, and to attest the leader that it had helped to replace.
 */
final class DurableVotes implements GrpcServices.Customizer, ServerInterceptor {
  private static final Logger LOG = LoggerFactory.getLogger(DurableVotes.class);

  private final ReplacedFile vote;
  private final GrpcServices.@Nullable Customizer others;

  /**
   * For a server of Ratis.
   *
   * @param vote its vote file
   * @param others what else is done to its services, if anything
   */
  DurableVotes(ReplacedFile vote, GrpcServices.@Nullable Customizer others) {
    this.vote = vote;
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
    return next.startCall(new SettledAnswers<>(call), headers);
  }

  private final class SettledAnswers<Q, R> extends SimpleForwardingServerCall<Q, R> {
    SettledAnswers(ServerCall<Q, R> call) {
      super(call);
    }

    @Override
    public void sendMessage(R message) {
      try {
        vote.settle();
      } catch (IOException unsettled) {
        LOG.error("no answer to a peer: the vote cannot be forced to disk", unsettled);
        throw Status.UNAVAILABLE
            .withDescription("the vote cannot be forced to disk")
            .withCause(unsettled)
            .asRuntimeException();
      }
      super.sendMessage(message);
    }
  }
}
