package io.quorate.replica;

import io.quorate.replica.connection.Accepted;
import io.quorate.replica.connection.ConnectionBook;
import io.quorate.replica.connection.Introduction;
import java.net.SocketAddress;
import java.util.EnumSet;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.grpc.server.GrpcServices;
import org.apache.ratis.thirdparty.io.grpc.Attributes;
import org.apache.ratis.thirdparty.io.grpc.Grpc;
import org.apache.ratis.thirdparty.io.grpc.Metadata;
import org.apache.ratis.thirdparty.io.grpc.ServerCall;
import org.apache.ratis.thirdparty.io.grpc.ServerCallHandler;
import org.apache.ratis.thirdparty.io.grpc.ServerInterceptor;
import org.apache.ratis.thirdparty.io.grpc.ServerTransportFilter;
import org.apache.ratis.thirdparty.io.grpc.netty.NettyServerBuilder;
import org.apache.ratis.thirdparty.io.netty.channel.Channel;
import org.apache.ratis.thirdparty.io.netty.channel.ChannelHandlerContext;
import org.apache.ratis.thirdparty.io.netty.channel.ChannelInboundHandlerAdapter;
import org.apache.ratis.thirdparty.io.netty.channel.ServerChannel;
import org.apache.ratis.thirdparty.io.netty.channel.epoll.Epoll;
import org.apache.ratis.thirdparty.io.netty.channel.epoll.EpollServerSocketChannel;
import org.apache.ratis.thirdparty.io.netty.channel.socket.nio.NioServerSocketChannel;
import org.jspecify.annotations.Nullable;

/** Bounds the connections of the log's port: see {@link ConnectionBook}. */
final class LinkAccepts extends ServerTransportFilter
    implements GrpcServices.Customizer, ServerInterceptor {
  private static final Attributes.Key<Introduction> INTRODUCTION =
      Attributes.Key.create("quorate-introduction");

  private final ConnectionBook book;
  private final GrpcServices.@Nullable Customizer others;

  /**
   * For a server of Ratis.
   *
   * @param book of its port
   * @param others what else is done to its services, if anything
   */
  LinkAccepts(ConnectionBook book, GrpcServices.@Nullable Customizer others) {
    this.book = book;
    this.others = others;
  }

  @Override
  public NettyServerBuilder customize(
      NettyServerBuilder builder, EnumSet<GrpcServices.Type> types) {
    NettyServerBuilder customized = others == null ? builder : others.customize(builder, types);
    return customized.channelFactory(this::channel).addTransportFilter(this).intercept(this);
  }

  /** Of the kind for which Ratis has made its threads. */
  private ServerChannel channel() {
    ServerChannel channel =
        Epoll.isAvailable() ? new EpollServerSocketChannel() : new NioServerSocketChannel();
    channel.pipeline().addLast(new Door());
    return channel;
  }

  /** At the first call: who only connects has said nothing. */
  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    Introduction introduction = call.getAttributes().get(INTRODUCTION);
    if (introduction != null) {
      introduction.made();
    }
    return next.startCall(call, headers);
  }

  @Override
  public Attributes transportReady(Attributes of) {
    SocketAddress from = of.get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
    return from == null
        ? of
        : of.toBuilder().set(INTRODUCTION, new Introduction(book, from)).build();
  }

  private final class Door extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext listening, Object accepted) {
      Channel channel = (Channel) accepted;
      if (book.admit(new Connection(channel, listening))) {
        listening.fireChannelRead(accepted);
      } else {
        channel.unsafe().closeForcibly(); // no thread has it yet
      }
    }
  }

  private record Connection(Channel channel, ChannelHandlerContext listening) implements Accepted {
    @Override
    public @Nullable SocketAddress from() {
      return channel.remoteAddress();
    }

    /** The protocol would say good-bye first, and wait for an answer. */
    @Override
    public void hangUp() {
      channel.eventLoop().execute(() -> channel.unsafe().close(channel.voidPromise()));
    }

    @Override
    public void whenClosed(Runnable then) {
      channel.closeFuture().addListener(closed -> then.run());
    }

    @Override
    public void after(int seconds, Runnable then) {
      listening.executor().schedule(then, seconds, TimeUnit.SECONDS);
    }
  }
}
