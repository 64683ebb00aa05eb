package io.quorate.server.json;

import com.google.gson.JsonObject;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.quorate.server.http.TransferLimit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads what a call is asked: from the body of a POST, or from the query of a GET. */
final class ApiRequest {
  /** For room. The body has to be there soon after, or the server closes the connection. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final String JSON = "application/json";
  private static final String LAST_EVENT = "Last-Event-ID";
  private static final String FROM = "from";

  private final ApiMethod method;
  private final HttpExchange exchange;
  private final Bounds bounds;

  /**
   * Of a body.
   *
   * @param mostBytes that it may have
   * @param time in which it has to come
   * @param limit ends what takes longer
   * @param room for bodies
   */
  record Bounds(int mostBytes, Duration time, TransferLimit limit, BodyRoom room) {}

  ApiRequest(ApiMethod method, HttpExchange exchange, Bounds bounds) {
    this.method = method;
    this.exchange = exchange;
    this.bounds = bounds;
  }

  /** Whether nothing is sent but a path and a query. */
  private boolean isGet() {
    return exchange.getRequestMethod().equals("GET");
  }

  /**
   * What can be refused without a look at the body.
   *
   * @throws HttpRefusedException when the call is not made like this
   */
  void admit() throws HttpRefusedException {
    Headers headers = exchange.getRequestHeaders();
    String verb = exchange.getRequestMethod();
    if (!verb.equals("POST") && !(isGet() && method.onlyLooks())) {
      exchange.getResponseHeaders().set("Allow", method.verbs());
      throw HttpErrors.noSuchCall(
          405, method.name() + " is not called by " + verb, "use " + method.verbs());
    }
    if (isGet()) {
      return;
    }
    String type = String.valueOf(headers.getFirst("Content-Type"));
    if (!type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(JSON)) {
      throw HttpErrors.type(
          "the body is not said to be " + JSON, "send the header Content-Type: " + JSON);
    }
    if (length() > bounds.mostBytes()) {
      throw tooLarge();
    }
  }

  /** Of the body, as far as it is said; else as many as it may have. */
  private long length() {
    String length = exchange.getRequestHeaders().getFirst("Content-Length");
    try {
      return length == null ? bounds.mostBytes() : Long.parseLong(length);
    } catch (NumberFormatException counted) {
      return bounds.mostBytes(); // the server counts what comes
    }
  }

  private HttpRefusedException tooLarge() {
    return HttpErrors.tooLarge(
        "the body has more than " + bounds.mostBytes() + " bytes", "send less at a time");
  }

  /**
   * The request of the call.
   *
   * @throws HttpRefusedException when it cannot be made of what was sent
   */
  Message read() throws HttpRefusedException, IOException, InterruptedException {
    if (isGet()) {
      return message(query());
    }
    BodyRoom.Taken taken = bounds.room().take(length(), PATIENCE);
    try {
      return message(StrictJson.read(body()));
    } finally {
      taken.close();
    }
  }

  private Message message(String text) throws HttpRefusedException {
    Message.Builder request = method.request();
    try {
      JsonFormat.parser().merge(text, request);
    } catch (InvalidProtocolBufferException wrong) {
      FaultyField found =
          FaultyField.in(text, method.request())
              .orElseGet(() -> new FaultyField("", String.valueOf(wrong.getMessage())));
      throw HttpErrors.invalid(
          found.path(), found.message(), "GET /api/v1/openapi.json says what the call takes");
    }
    resume(request);
    RequestKey.of(exchange.getRequestHeaders())
        .put(request)
        .ifPresent(key -> exchange.getResponseHeaders().set(RequestKey.HEADER, key));
    return request.build();
  }

  private byte[] body() throws HttpRefusedException, IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (InputStream in = exchange.getRequestBody()) {
      bounds
          .limit()
          .within(bounds.time(), () -> body.writeBytes(in.readNBytes(bounds.mostBytes() + 1)));
    }
    if (body.size() > bounds.mostBytes()) {
      throw tooLarge();
    }
    return body.toByteArray();
  }

  /** The parameters as an object of texts: numbers and truth values may be texts in JSON. */
  private String query() throws HttpRefusedException {
    JsonObject object = new JsonObject();
    String query = exchange.getRequestURI().getRawQuery();
    for (String pair : query == null ? List.<String>of() : List.of(query.split("&", -1))) {
      String[] parts = pair.split("=", 2);
      String name = decoded(parts[0]);
      if (name.isEmpty() && parts.length == 1) {
        continue;
      }
      if (object.has(name)) {
        throw HttpErrors.invalid(name, "it is there twice", "say it once");
      }
      object.addProperty(name, parts.length == 1 ? "true" : decoded(parts[1]));
    }
    return object.toString();
  }

  private static String decoded(String part) throws HttpRefusedException {
    try {
      String text = URLDecoder.decode(part, StandardCharsets.UTF_8);
      if (text.indexOf('\ufffd') < 0) {
        return text;
      }
    } catch (IllegalArgumentException malformed) {
      // As below.
    }
    throw HttpErrors.invalid(
        "", "the query is not percent-encoded UTF-8", "encode it as a form would");
  }

  /** A browser that lost its stream of events asks for what came after the last one. */
  private void resume(Message.Builder request) throws HttpRefusedException {
    @Nullable String last = exchange.getRequestHeaders().getFirst(LAST_EVENT);
    FieldDescriptor from = request.getDescriptorForType().findFieldByName(FROM);
    if (last == null || from == null || !method.streams()) {
      return;
    }
    request.setField(from, number(last));
  }

  private static long number(String text) throws HttpRefusedException {
    try {
      return Long.parseUnsignedLong(text);
    } catch (NumberFormatException none) {
      throw HttpErrors.invalid(
          LAST_EVENT, "it is no revision", "send the id of an event of this call");
    }
  }
}
