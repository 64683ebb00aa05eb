package io.quorate.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HttpEndpointTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(LIMIT).build();
  private final FixedViews views = new FixedViews();
  private final HttpEndpoint endpoint;

  HttpEndpointTest() throws IOException {
    endpoint = HttpEndpoint.start(anyPort(), views, List.of(), Optional.empty());
  }

  @AfterEach
  void stop() {
    endpoint.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/livez, 200, ok",
    "/readyz, 503, the log is being replayed",
    "/active/web, 200, active",
    "/check_health, 500, this node is not active in the group db",
    "/standby/web, 503, active",
    "/active/db, 503, standby",
    "/standby/db, 200, standby",
    "/active/odd, 503, neither active nor standby",
    "/active/none, 404, this node knows no such group",
    "/active/none/more, 404, this node knows no such group",
    "/other, 404, no such path; / lists them",
  })
  void answers(String path, int status, String body) throws Exception {
    HttpResponse<String> response = ask("GET", path);

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).isEqualTo(body + "\n");
    assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
  }

  @Test
  void headHasNoBodyAndNothingElseIsAllowed() throws Exception {
    assertThat(ask("HEAD", "/active/web").statusCode()).isEqualTo(200);
    assertThat(ask("HEAD", "/active/db").statusCode()).isEqualTo(503);
    assertThat(ask("POST", "/active/web").statusCode()).isEqualTo(405);
    assertThat(ask("GET", "/").body()).contains("/metrics");
  }

  @Test
  void metricsComeInTheFormatThatIsAskedFor() throws Exception {
    HttpResponse<String> response = ask("GET", "/metrics");

    assertThat(response.headers().firstValue("Content-Type")).contains("text/wanted");
    assertThat(response.body()).isEqualTo("in ''");
    assertThat(accepting("/metrics", "a/b", "c/d").body()).isEqualTo("in 'a/b,c/d'");
  }

  @Test
  void clientsThatSayNothingDoNotBlockOthers() throws Exception {
    List<Socket> silent = new ArrayList<>();
    try {
      for (int i = 0; i < 8; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.address().getPort());
        socket
            .getOutputStream()
            .write("GET /livez HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII));
        silent.add(socket);
      }

      assertThat(ask("GET", "/livez").statusCode()).isEqualTo(200);
    } finally {
      for (Socket socket : silent) {
        socket.close();
      }
    }
  }

  @Test
  void anAddressInUseIsNamed() {
    assertThatThrownBy(
            () ->
                HttpEndpoint.start(endpoint.address(), views, List.of(), Optional.empty()).close())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("127.0.0.1:" + endpoint.address().getPort());
  }

  private HttpResponse<String> ask(String method, String path)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(uri(path))
            .timeout(LIMIT)
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> accepting(String path, String... accept)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).timeout(LIMIT);
    for (String each : accept) {
      request.header("Accept", each);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + endpoint.address().getPort() + path);
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }
}
