package io.quorate.server.json;

import com.google.common.base.Suppliers;
import com.google.protobuf.Message;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsExchange;
import io.grpc.Metadata;
import io.grpc.Status;
import io.quorate.server.http.HttpPart;
import io.quorate.server.http.TransferLimit;
import io.quorate.server.transport.CallOrigin;
import io.quorate.server.transport.LocalCalls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import javax.net.ssl.SSLSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers {@code /api/v1/SERVICE/METHOD}: each call of the API, in JSON. It has threads of its own,
 * so that whoever asks for much here does not delay a probe.
 */
public final class JsonApi implements HttpHandler, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JsonApi.class);
  private static final String BELOW = "/api/v1/";
  private static final String DESCRIPTION = "openapi.json";
  private static final String JSON = "application/json";

  /** To read what is asked, and to write an answer that is there. */
  private static final Duration TRANSFER = Duration.ofSeconds(30);

  private static final int NOT_ANSWERED = -1;

  /** As much as a message over gRPC. */
  private static final int MOST_BYTES = 16 << 20;

  private final LocalCalls calls;
  private final int mostBytes;
  private final ApiMethods methods;
  private final Supplier<String> description;
  private final JsonThreads threads = new JsonThreads();
  private final TransferLimit limit = new TransferLimit();
  private final BodyRoom room = new BodyRoom();

  /** Of the services that can be called within this process. */
  public JsonApi(LocalCalls calls) {
    this(calls, MOST_BYTES);
  }

  JsonApi(LocalCalls calls, int mostBytes) {
    this.calls = calls;
    this.mostBytes = mostBytes;
    this.methods = new ApiMethods(calls.services());
    this.description = Suppliers.memoize(() -> new OpenApi(methods).text());
  }

  /** For the HTTP server of the node. */
  public HttpPart part() {
    return new HttpPart("/api/", this);
  }

  @Override
  public void handle(HttpExchange exchange) {
    Optional<ApiMethod> method = methods.named(name(exchange));
    boolean stream = method.filter(ApiMethod::streams).isPresent();
    try {
      if (stream) {
        threads.stream(() -> answer(exchange, method));
      } else {
        threads.call(() -> answer(exchange, method));
      }
    } catch (RejectedExecutionException full) {
      refuseAtOnce(exchange, stream ? JsonThreads.tooManyStreams() : JsonThreads.tooManyCalls());
    }
  }

  private static String name(HttpExchange exchange) {
    String path = exchange.getRequestURI().getPath();
    return path.startsWith(BELOW) ? path.substring(BELOW.length()) : "";
  }

  private void refuseAtOnce(HttpExchange exchange, HttpRefusedException refusal) {
    try (exchange) {
      refuse(exchange, refusal);
    } catch (IOException gone) {
      LOG.debug("a client has gone: {}", gone.toString());
    }
  }

  private void answer(HttpExchange exchange, Optional<ApiMethod> method) {
    try (exchange) {
      try {
        fromPrograms(exchange.getRequestHeaders());
        answerTo(exchange, method);
      } catch (HttpRefusedException refusal) {
        refuse(exchange, refusal);
      } catch (RuntimeException bug) {
        LOG.warn("cannot answer {}", exchange.getRequestURI(), bug);
        if (exchange.getResponseCode() == NOT_ANSWERED) {
          refuse(
              exchange,
              HttpErrors.of(Status.INTERNAL.withDescription("internal error"), new Metadata()));
        }
      }
    } catch (IOException gone) {
      LOG.debug("a client has gone: {}", gone.toString());
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  /** A page that somebody visits must not command a cluster that its browser can reach. */
  private static void fromPrograms(Headers headers) throws HttpRefusedException {
    String site = headers.getFirst("Sec-Fetch-Site");
    if (headers.containsKey("Origin") || (site != null && !site.equals("none"))) {
      throw HttpErrors.forbidden(
          "calls of web pages are not taken", "call from a program, without the header Origin");
    }
  }

  private void answerTo(HttpExchange exchange, Optional<ApiMethod> found)
      throws HttpRefusedException, IOException, InterruptedException {
    if (found.isEmpty()) {
      describe(exchange);
      return;
    }
    ApiMethod method = found.get();
    if (method.takesStream()) {
      throw HttpErrors.noSuchCall(
          501,
          method.name() + " takes a stream of requests, and HTTP has none",
          "use " + String.join(", ", methods.insteadOf(method)) + ", or gRPC");
    }
    ApiRequest request =
        new ApiRequest(method, exchange, new ApiRequest.Bounds(mostBytes, TRANSFER, limit, room));
    request.admit();
    Headers headers = exchange.getRequestHeaders();
    Duration time = CallTime.of(headers, method.streams() ? CallTime.LONGEST : CallTime.DEFAULT);
    try (RunningCall call = new RunningCall(calls, method, origin(exchange), time)) {
      Optional<RunningCall.End> turnedAway = call.awaitAdmission();
      if (turnedAway.isPresent()) {
        throw turnedAway.get().refusal();
      }
      call.send(request.read());
      if (method.streams()) {
        stream(exchange, call);
      } else {
        unary(exchange, call);
      }
    }
  }

  private void describe(HttpExchange exchange) throws HttpRefusedException, IOException {
    String name = name(exchange);
    if (!name.equals(DESCRIPTION)) {
      throw HttpErrors.noSuchCall(
          404, "there is no such call here", "GET " + BELOW + DESCRIPTION + " lists them");
    }
    if (!exchange.getRequestMethod().equals("GET")) {
      exchange.getResponseHeaders().set("Allow", "GET");
      throw HttpErrors.noSuchCall(405, "it can only be read", "use GET");
    }
    send(exchange, 200, description.get());
  }

  private static CallOrigin origin(HttpExchange exchange) {
    Optional<SSLSession> session =
        exchange instanceof HttpsExchange secured
            ? Optional.of(secured.getSSLSession())
            : Optional.empty();
    return new CallOrigin(byNumber(exchange.getRemoteAddress()), session);
  }

  /** What an address is called is for its owner to say; the audit log has the number. */
  private static InetSocketAddress byNumber(InetSocketAddress from) {
    InetAddress named = from.getAddress();
    if (named == null) {
      return from;
    }
    try {
      return new InetSocketAddress(InetAddress.getByAddress(named.getAddress()), from.getPort());
    } catch (UnknownHostException everyLengthIsOne) {
      return from;
    }
  }

  private void unary(HttpExchange exchange, RunningCall call)
      throws HttpRefusedException, IOException, InterruptedException {
    Optional<Message> answer = call.next(CallTime.LONGEST);
    RunningCall.End end = call.awaitEnd();
    if (!end.well() || answer.isEmpty()) {
      throw end.refusal();
    }
    send(exchange, 200, MessageJson.pretty(answer.get()));
  }

  /** What is refused at once is an error of HTTP; what ends later is an event. */
  private void stream(HttpExchange exchange, RunningCall call)
      throws HttpRefusedException, IOException, InterruptedException {
    Optional<Message> first = call.next(EventStream.FIRST);
    Optional<RunningCall.End> end = call.end();
    if (first.isEmpty() && end.isPresent() && !end.get().well()) {
      throw end.get().refusal();
    }
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", "text/event-stream");
    headers.set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(200, 0);
    new EventStream(call, exchange.getResponseBody(), limit).run(first);
  }

  private void refuse(HttpExchange exchange, HttpRefusedException refusal) throws IOException {
    if (refusal.code() == 503 || refusal.code() == 429) {
      exchange.getResponseHeaders().set("Retry-After", "1");
    }
    send(exchange, refusal.code(), HttpErrors.json(refusal.status()) + "\n");
  }

  private void send(HttpExchange exchange, int code, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", JSON);
    headers.set("Cache-Control", "no-store");
    headers.set("X-Content-Type-Options", "nosniff");
    limit.within(
        TRANSFER,
        () -> {
          if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(code, -1);
          } else {
            exchange.sendResponseHeaders(code, body.length);
            exchange.getResponseBody().write(body);
          }
          exchange.close();
        });
  }

  @Override
  public void close() {
    threads.close();
    limit.close();
  }
}
