package io.quorate.server.local;

import io.quorate.server.guard.GuardClock;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The service that a demo guards: a TCP server that answers each line with its node, its epoch and
 * the line, and logs it first.
 *
 * <p>Each node has an address of its own for clients. All nodes share one port for readiness,
 * because a declaration has one probe for all of them; the port is opened so that two could have it
 * at the same time: a service that should not run must show up in the logs, not fail to start.
 *
 * <p>Uses only {@code java.*} and the guard's clock, so that it starts fast.
 */
public final class EchoService {
  private static final int BACKLOG = 128;
  private static final int MAX_CLIENTS = 64;
  private static final int MAX_LINE = 1_000;
  private static final int IDLE_MILLIS = 60_000;

  private final ServiceLogWriter log;
  private final String greeting;

  /** Threads for clients, and none more: a client beyond the limit is turned away. */
  private final ExecutorService clients =
      new ThreadPoolExecutor(
          0, MAX_CLIENTS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), EchoService::daemon);

  private EchoService(ServiceLogWriter log, String node, String epoch) {
    this.log = log;
    this.greeting = node + " " + epoch + " ";
  }

  /**
   * Runs until it is killed.
   *
   * @param args the port of each node as {@code a=7001,b=7002}, on loopback, or its address as
   *     {@code a=10.0.0.1:7001}; the port of readiness; and the folder of the logs. The node and
   *     epoch come from QUORATE_NODE and QUORATE_EPOCH
   * @throws IOException when a port or the log cannot be opened
   */
  public static void main(String[] args) throws IOException {
    String node = variable("QUORATE_NODE");
    String epoch = variable("QUORATE_EPOCH");
    InetSocketAddress own = args.length == 3 ? endpoints(args[0]).get(node) : null;
    if (own == null) {
      System.err.println(
          "usage: EchoService NODE=[HOST:]PORT[,NODE=[HOST:]PORT] READINESS_PORT LOG_FOLDER");
      System.exit(2);
      return;
    }
    ServiceLogWriter log = ServiceLogWriter.open(Path.of(args[2]), node, epoch);
    log.beat();
    ServerSocket requests = listen(own);
    ServerSocket readiness = listen(loopback(args[1]));
    daemon(() -> turnAwayAll(readiness)).start();
    new EchoService(log, node, epoch).serve(requests);
  }

  /**
   * The class path that it needs: where it is itself, and where the clock is.
   *
   * @throws IOException when that cannot be told
   */
  public static String classPath() throws IOException {
    Set<String> places = new LinkedHashSet<>();
    for (Class<?> type : List.of(EchoService.class, GuardClock.class)) {
      try {
        places.add(
            Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString());
      } catch (URISyntaxException notAFile) {
        throw new IOException("cannot tell where the demo's service is", notAFile);
      }
    }
    return String.join(File.pathSeparator, places);
  }

  /** The addresses in a text like {@code a=7001,b=10.0.0.1:7002}, by node. */
  static Map<String, InetSocketAddress> endpoints(String text) {
    Map<String, InetSocketAddress> endpoints = new TreeMap<>();
    for (String entry : text.split(",", -1)) {
      int equals = entry.indexOf('=');
      String address = entry.substring(equals + 1);
      int colon = address.lastIndexOf(':');
      String port = address.substring(colon + 1);
      endpoints.put(
          entry.substring(0, Math.max(0, equals)),
          colon < 0
              ? loopback(port)
              : new InetSocketAddress(address.substring(0, colon), Integer.parseInt(port)));
    }
    return endpoints;
  }

  private static InetSocketAddress loopback(String port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port));
  }

  private static String variable(String name) {
    String value = System.getenv(name);
    return value == null ? "" : value;
  }

  private static ServerSocket listen(InetSocketAddress address) throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.setOption(StandardSocketOptions.SO_REUSEADDR, true);
    socket.setOption(StandardSocketOptions.SO_REUSEPORT, true);
    socket.bind(address, BACKLOG);
    return socket;
  }

  /** Whoever connects has been told enough. */
  private static void turnAwayAll(ServerSocket readiness) {
    while (true) {
      try {
        readiness.accept().close();
      } catch (IOException goneAlready) {
        if (readiness.isClosed()) {
          return;
        }
      }
    }
  }

  private void serve(ServerSocket requests) throws IOException {
    while (true) {
      Socket client = requests.accept();
      try {
        clients.execute(() -> answer(client));
      } catch (RejectedExecutionException full) {
        client.close();
      }
    }
  }

  private void answer(Socket client) {
    try (client) {
      client.setTcpNoDelay(true);
      client.setSoTimeout(IDLE_MILLIS);
      BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII), MAX_LINE);
      OutputStream out = client.getOutputStream();
      String line = lines.readLine();
      while (line != null && line.length() <= MAX_LINE) {
        // The log first: what a client was told must be in it.
        log.served(line);
        out.write((greeting + line + "\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
        line = lines.readLine();
      }
    } catch (IOException clientIsGone) {
      // It connects again when it wants something.
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "echo");
    thread.setDaemon(true);
    return thread;
  }
}
