package io.quorate.server.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsServer;
import io.quorate.replica.connection.ConnectionBook;
import io.quorate.server.files.Hosts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server of a node. Few threads, a bounded queue, and an end to slow clients: health must
 * answer when somebody holds all connections open.
 */
public final class HttpEndpoint implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpEndpoint.class);
  private static final int THREADS = 4;

  /**
   * Connections at a time, and threads: the JDK's server waits for a handshake and for a request on
   * the thread that answers, so that with fewer threads a few who are slow would keep out those who
   * ask for health.
   */
  private static final int MOST_CONNECTIONS = 256;

  private static final int BACKLOG = 64;
  private static final int REQUEST_SECONDS = 5;
  private static final Duration RESPONSE = Duration.ofSeconds(10);

  /** Streams of events end after an hour; what lasts longer than anything may is cut off. */
  private static final int LONGEST_RESPONSE_SECONDS = 4_000;

  private static final int IDLE_SECONDS = 10;
  private static final int MAX_IDLE = 32;

  private final HttpServer server;
  private final ThreadPoolExecutor threads;
  private final TransferLimit limit;

  private HttpEndpoint(HttpServer server, ThreadPoolExecutor threads, TransferLimit limit) {
    this.server = server;
    this.threads = threads;
    this.limit = limit;
  }

  /**
   * Listens and answers until closed.
   *
   * @param address port 0 takes any free one
   * @param parts what is answered besides
   * @param tls empty: in plain text, and everybody is told everything
   * @throws IOException with the address in its message when it cannot be listened on
   */
  public static HttpEndpoint start(
      InetSocketAddress address, HttpViews views, List<HttpPart> parts, Optional<HttpTls> tls)
      throws IOException {
    settings();
    HttpServer server;
    try {
      server = tls.isPresent() ? secured(address, tls.get()) : HttpServer.create(address, BACKLOG);
    } catch (IOException taken) {
      String where = Hosts.withPort(address.getHostString(), address.getPort());
      throw new IOException("cannot listen on " + where + ": " + taken.getMessage(), taken);
    }
    ThreadPoolExecutor threads = threads();
    Routes routes = new Routes(views);
    Predicate<HttpExchange> known = exchange -> tls.map(own -> known(own, exchange)).orElse(true);
    TransferLimit limit = new TransferLimit();
    server.createContext("/", exchange -> answer(exchange, routes, known, limit));
    parts.forEach(part -> server.createContext(part.below(), part.answers()));
    server.setExecutor(threads);
    server.start();
    return new HttpEndpoint(server, threads, limit);
  }

  private static HttpServer secured(InetSocketAddress address, HttpTls tls) throws IOException {
    HttpsServer server = HttpsServer.create(address, BACKLOG);
    server.setHttpsConfigurator(tls.configurator());
    return server;
  }

  private static boolean known(HttpTls tls, HttpExchange exchange) {
    return exchange instanceof HttpsExchange secured && tls.known().test(secured.getSSLSession());
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  /** Stops at once; requests under way are cut off. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    limit.close();
  }

  /**
   * The JDK's server takes these from system properties only, read when the first server is made;
   * what an operator has set stays.
   */
  private static void settings() {
    setUnlessSet("sun.net.httpserver.maxReqTime", Integer.toString(REQUEST_SECONDS));
    setUnlessSet("sun.net.httpserver.maxRspTime", Integer.toString(LONGEST_RESPONSE_SECONDS));
    setUnlessSet("sun.net.httpserver.idleInterval", Integer.toString(IDLE_SECONDS));
    setUnlessSet("sun.net.httpserver.maxIdleConnections", Integer.toString(MAX_IDLE));
    setUnlessSet(
        "jdk.httpserver.maxConnections", Integer.toString(ConnectionBook.bound(MOST_CONNECTIONS)));
    // Header and body are two writes, of which the second would wait for the client's delayed ACK.
    setUnlessSet("sun.net.httpserver.nodelay", "true");
  }

  private static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  private static ThreadPoolExecutor threads() {
    AtomicInteger number = new AtomicInteger();
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            THREADS,
            MOST_CONNECTIONS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> {
              Thread thread = new Thread(task, "http-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  private static void answer(
      HttpExchange exchange, Routes routes, Predicate<HttpExchange> known, TransferLimit limit)
      throws IOException {
    try (exchange) {
      HttpAnswer answer = answerOf(exchange, routes, known);
      limit.within(RESPONSE, () -> send(exchange, answer));
    }
  }

  private static void send(HttpExchange exchange, HttpAnswer answer) throws IOException {
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", answer.contentType());
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(answer.status(), -1);
      return;
    }
    exchange.sendResponseHeaders(answer.status(), body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static HttpAnswer answerOf(
      HttpExchange exchange, Routes routes, Predicate<HttpExchange> known) {
    try {
      if (Routes.needsCertificate(exchange.getRequestURI().getPath()) && !known.test(exchange)) {
        return HttpAnswer.plain(401, "show a certificate of this cluster");
      }
      List<String> accept = exchange.getRequestHeaders().getOrDefault("Accept", List.of());
      return routes.answer(
          exchange.getRequestMethod(),
          exchange.getRequestURI().getPath(),
          String.join(",", accept));
    } catch (RuntimeException bug) {
      LOG.warn("cannot answer {}", exchange.getRequestURI(), bug);
      return HttpAnswer.plain(500, "internal error");
    }
  }
}
