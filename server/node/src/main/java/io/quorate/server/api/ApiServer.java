package io.quorate.server.api;

import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionService;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.quorate.server.session.HostPort;
import io.quorate.server.session.Peers;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The gRPC server of a node: admin calls, calls of the other nodes, health and reflection. */
public final class ApiServer implements AutoCloseable {
  private static final int WAITERS = 16;
  private static final int WAITING = 1_024;
  private static final int CLOSE_SECONDS = 3;
  private static final int MIN_KEEPALIVE_SECONDS = 5;

  private final Server server;
  private final ThreadPoolExecutor waiters;
  private final ScheduledThreadPoolExecutor timer;
  private final HealthStatusManager health = new HealthStatusManager();

  /**
   * Starts to answer.
   *
   * @param bind where it listens
   * @param nudged called when the leader hints that a heartbeat would bring news
   * @throws IOException when it cannot listen there
   */
  public ApiServer(HostPort bind, ApiParts parts, Runnable nudged) throws IOException {
    this.waiters =
        new ThreadPoolExecutor(
            WAITERS,
            WAITERS,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(WAITING),
            task -> daemon(task, "api-waiter"));
    waiters.allowCoreThreadTimeOut(true);
    this.timer = new ScheduledThreadPoolExecutor(1, task -> daemon(task, "api-timer"));
    LeaderRoute route = new LeaderRoute(parts);
    this.server =
        NettyServerBuilder.forAddress(new InetSocketAddress(bind.host(), bind.port()))
            .maxInboundMessageSize(Peers.MAX_MESSAGE_BYTES)
            .permitKeepAliveTime(MIN_KEEPALIVE_SECONDS, TimeUnit.SECONDS)
            .permitKeepAliveWithoutCalls(true)
            .intercept(route)
            .addService(new AdminService(parts, route, waiters, timer))
            .addService(new SessionService(parts, nudged))
            .addService(health.getHealthService())
            .addServices(reflection().stream().map(BindableService::bindService).toList())
            .build();
    try {
      server.start();
    } catch (IOException failed) {
      waiters.shutdownNow();
      timer.shutdownNow();
      throw new IOException(
          "cannot listen on "
              + bind
              + " for the API: "
              + rootMessage(failed)
              + "; end what uses the port, or change api_port in the node file",
          failed);
    }
  }

  /** Under both of its names: many clients know the first one only, v1alpha. */
  @SuppressWarnings("deprecation")
  static List<BindableService> reflection() {
    return List.of(ProtoReflectionServiceV1.newInstance(), ProtoReflectionService.newInstance());
  }

  private static String rootMessage(Throwable failed) {
    Throwable cause = failed;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    health.enterTerminalState();
    server.shutdown();
    try {
      if (!server.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        server.shutdownNow();
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      server.shutdownNow();
    }
    waiters.shutdownNow();
    timer.shutdownNow();
  }
}
