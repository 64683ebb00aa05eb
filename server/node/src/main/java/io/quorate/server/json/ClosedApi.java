package io.quorate.server.json;

import com.sun.net.httpserver.HttpExchange;
import io.quorate.server.http.HttpPart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * In place of the API in JSON where whoever reaches the port could command the cluster: the port of
 * health and metrics is open to more than that of the API.
 */
public final class ClosedApi {
  private static final int FORBIDDEN = 403;
  private static final byte[] ANSWER =
      """
      {"code":7,"message":"the API over HTTP needs trust_directory in the node file, or an HTTP \
      address of this machine alone; see docs/http.md","details":[]}
      """
          .getBytes(StandardCharsets.UTF_8);

  private ClosedApi() {}

  /** For the HTTP server of the node. */
  public static HttpPart part() {
    return new HttpPart("/api/", ClosedApi::refuse);
  }

  private static void refuse(HttpExchange exchange) {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(FORBIDDEN, ANSWER.length);
      exchange.getResponseBody().write(ANSWER);
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }
}
