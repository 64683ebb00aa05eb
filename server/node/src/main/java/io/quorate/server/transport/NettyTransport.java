package io.quorate.server.transport;

import io.grpc.BindableService;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.quorate.replica.connection.ConnectionBook;
import io.quorate.server.session.HostPort;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Over TCP. */
public final class NettyTransport implements Transport {
  /** A whole picture of thousands of groups fits. */
  private static final int MAX_MESSAGE_BYTES = 16 << 20;

  private static final int KEEPALIVE_SECONDS = 10;
  private static final int KEEPALIVE_TIMEOUT_SECONDS = 3;
  private static final int MIN_KEEPALIVE_SECONDS = 5;

  /** Beyond what all callers behind one connection together may have open. */
  private static final int CALLS_PER_CONNECTION =
      2 * (CallGate.MOST_ADMIN_CALLS + CallGate.MOST_WATCHES);

  private static final int MOST_CONNECTIONS = 2_000;

  /** Without a call for so long a connection is closed; a client makes another when it calls. */
  private static final int IDLE_MINUTES = 5;

  private static final int THREADS = 4;
  private static final int WAITING = 8_192;

  /**
   * Takes answers of other nodes. Each call has one task in it at most; when it is full, the
   * connection waits.
   */
  private final ThreadPoolExecutor answers =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          1,
          TimeUnit.MINUTES,
          new ArrayBlockingQueue<>(WAITING),
          task -> {
            Thread thread = new Thread(task, "peer-answers");
            thread.setDaemon(true);
            return thread;
          },
          new ThreadPoolExecutor.CallerRunsPolicy());

  private final @Nullable TransportTls tls;
  private final int mostConnections;
  private final List<ApiAccepts> serving = new CopyOnWriteArrayList<>();

  /** In plain text. Opens nothing yet. */
  public NettyTransport() {
    this(Optional.empty());
  }

  /**
   * Opens nothing yet.
   *
   * @param tls how both ends prove who they are; empty: in plain text
   */
  public NettyTransport(Optional<TransportTls> tls) {
    this(tls, MOST_CONNECTIONS);
  }

  /**
   * With fewer connections to a server.
   *
   * @param mostConnections that a server may have at a time
   */
  NettyTransport(Optional<TransportTls> tls, int mostConnections) {
    this.tls = tls.orElse(null);
    this.mostConnections = mostConnections;
    answers.allowCoreThreadTimeOut(true);
  }

  @Override
  public ManagedChannel channel(HostPort to) {
    NettyChannelBuilder builder =
        NettyChannelBuilder.forAddress(to.host(), to.port())
            .executor(answers)
            .maxInboundMessageSize(MAX_MESSAGE_BYTES)
            .keepAliveTime(KEEPALIVE_SECONDS, TimeUnit.SECONDS)
            .keepAliveTimeout(KEEPALIVE_TIMEOUT_SECONDS, TimeUnit.SECONDS);
    return tls == null
        ? builder.usePlaintext().build()
        : builder.sslContext(tls.client()).intercept(tls.outgoing()).build();
  }

  @Override
  public Server server(HostPort bind, Offer offer) {
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(new InetSocketAddress(bind.host(), bind.port()))
            .directExecutor()
            .callExecutor(offer.gate())
            .addStreamTracerFactory(offer.gate().counting())
            .maxConcurrentCallsPerConnection(CALLS_PER_CONNECTION)
            .maxInboundMessageSize(MAX_MESSAGE_BYTES)
            .maxConnectionIdle(IDLE_MINUTES, TimeUnit.MINUTES)
            .permitKeepAliveTime(MIN_KEEPALIVE_SECONDS, TimeUnit.SECONDS)
            .permitKeepAliveWithoutCalls(true);
    if (tls != null) {
      builder.sslContext(tls.server());
    }
    ApiAccepts accepts = new ApiAccepts(ConnectionBook.ofProcess(mostConnections));
    serving.add(accepts);
    accepts.at(builder);
    for (int i = offer.interceptors().size() - 1; i >= 0; i--) {
      builder.intercept(offer.interceptors().get(i)); // the one that is added last is called first
    }
    builder.intercept(offer.gate());
    for (BindableService service : offer.services()) {
      builder.addService(service);
    }
    return builder.build();
  }

  @Override
  public long turnedAway() {
    return serving.stream().mapToLong(ApiAccepts::turnedAway).sum();
  }

  @Override
  public void close() {
    answers.shutdown();
    serving.forEach(ApiAccepts::close);
  }
}
