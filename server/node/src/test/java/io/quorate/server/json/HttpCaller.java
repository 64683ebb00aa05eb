package io.quorate.server.json;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;

/** A client of the API over HTTP. */
public final class HttpCaller {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(LIMIT).build();
  private final String at;

  /** Of the node whose HTTP server listens there. */
  public HttpCaller(InetSocketAddress node) {
    this.at = "http://127.0.0.1:" + node.getPort();
  }

  /** A request to the path, which is not sent yet. */
  public HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(at + path)).timeout(LIMIT);
  }

  /** Asks for something to be shown. */
  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(to(path));
  }

  /** Makes a call. */
  public HttpResponse<String> post(String path, String json)
      throws IOException, InterruptedException {
    return send(
        to(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  /** Sends it, and takes the answer. */
  public HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  /** Sends it, and takes the answer line by line; to be closed. */
  public HttpResponse<Stream<String>> lines(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofLines());
  }
}
