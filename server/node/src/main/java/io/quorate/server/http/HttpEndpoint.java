package io.quorate.server.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsServer;
import io.quorate.server.files.Hosts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
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
  private static final int QUEUE = 64;
  private static final int BACKLOG = 64;
  private static final int REQUEST_SECONDS = 5;
  private static final int RESPONSE_SECONDS = 10;
  private static final int IDLE_SECONDS = 30;
  private static final int MAX_IDLE = 32;

  private final HttpServer server;
  private final ThreadPoolExecutor threads;

  private HttpEndpoint(HttpServer server, ThreadPoolExecutor threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * Listens and answers until closed.
   *
   * @param address port 0 takes any free one
   * @param tls empty: in plain text, and everybody is told everything
   * @throws IOException with the address in its message when it cannot be listened on
   */
  public static HttpEndpoint start(
      InetSocketAddress address, HttpViews views, Optional<HttpTls> tls) throws IOException {
    limitSlowClients();
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
    server.createContext("/", exchange -> answer(exchange, routes, known));
    server.setExecutor(threads);
    server.start();
    return new HttpEndpoint(server, threads);
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
  }

  /**
   * The JDK's server takes these from system properties only, read when the first server is made;
   * what an operator has set stays.
   */
  private static void limitSlowClients() {
    setUnlessSet("sun.net.httpserver.maxReqTime", REQUEST_SECONDS);
    setUnlessSet("sun.net.httpserver.maxRspTime", RESPONSE_SECONDS);
    setUnlessSet("sun.net.httpserver.idleInterval", IDLE_SECONDS);
    setUnlessSet("sun.net.httpserver.maxIdleConnections", MAX_IDLE);
  }

  private static void setUnlessSet(String property, int value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, Integer.toString(value));
    }
  }

  private static ThreadPoolExecutor threads() {
    AtomicInteger number = new AtomicInteger();
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(QUEUE),
            task -> {
              Thread thread = new Thread(task, "http-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  private static void answer(HttpExchange exchange, Routes routes, Predicate<HttpExchange> known)
      throws IOException {
    try (exchange) {
      HttpAnswer answer = answerOf(exchange, routes, known);
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", answer.contentType());
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      if (exchange.getRequestMethod().equals("HEAD")) {
        exchange.sendResponseHeaders(answer.status(), -1);
        return;
      }
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
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
