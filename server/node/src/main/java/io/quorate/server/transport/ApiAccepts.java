package io.quorate.server.transport;

import io.grpc.Attributes;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerTransportFilter;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.ChannelInboundHandlerAdapter;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.IoHandlerFactory;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.ServerChannel;
import io.grpc.netty.shaded.io.netty.channel.epoll.Epoll;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollIoHandler;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollServerSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;
import io.quorate.replica.connection.Accepted;
import io.quorate.replica.connection.ConnectionBook;
import io.quorate.replica.connection.Introduction;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Bounds the connections of a port of the API: see {@link ConnectionBook}. */
final class ApiAccepts extends ServerTransportFilter implements ServerInterceptor, AutoCloseable {
  private static final Attributes.Key<Introduction> INTRODUCTION =
      Attributes.Key.create("quorate-introduction");

  private static final int FEWEST_THREADS = 2;
  private static final int CLOSE_SECONDS = 2;

  private final ConnectionBook book;
  private final EventLoopGroup boss;
  private final EventLoopGroup workers;

  ApiAccepts(ConnectionBook book) {
    this.book = book;
    IoHandlerFactory kind =
        Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    int threads = Math.max(FEWEST_THREADS, Runtime.getRuntime().availableProcessors());
    this.boss =
        new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("api-accept", true), kind);
    this.workers =
        new MultiThreadIoEventLoopGroup(threads, new DefaultThreadFactory("api-io", true), kind);
  }

  /** For the server. */
  NettyServerBuilder at(NettyServerBuilder builder) {
    return builder
        .channelFactory(this::channel)
        .bossEventLoopGroup(boss)
        .workerEventLoopGroup(workers)
        .addTransportFilter(this)
        .intercept(this);
  }

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

  long turnedAway() {
    return book.turnedAway();
  }

  @Override
  public void close() {
    boss.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS);
    workers.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS);
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
