package io.quorate.server.json;

import com.sun.net.httpserver.HttpExchange;
import io.quorate.server.http.HttpPart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * In place of the API in JSON where whoever reaches the port could command the cluster: the port of
 * health and metrics is open to more than that of the API.
 */
public final class ClosedApi {
  private ClosedApi() {}

  /** For the HTTP server of the node. */
  public static HttpPart part() {
    return new HttpPart("/api/", ClosedApi::refuse);
  }

  private static void refuse(HttpExchange exchange) throws IOException {
    HttpRefusedException refusal =
        HttpErrors.forbidden(
            "without certificates the API over HTTP is on loopback only",
            "set trust_directory in the node file, or use gRPC; see docs/http.md");
    byte[] body = (HttpErrors.json(refusal.status()) + "\n").getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(refusal.code(), body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
