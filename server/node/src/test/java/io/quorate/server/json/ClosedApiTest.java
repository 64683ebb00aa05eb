package io.quorate.server.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.quorate.server.http.HttpPart;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** Where nobody proves who calls, no call of the API is there. */
final class ClosedApiTest {

  @Test
  void everyCallIsRefusedWithWhatToDo() throws Exception {
    HttpPart part = ClosedApi.part();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(part.below(), part.answers());
    server.start();
    try {
      URI uri =
          URI.create(
              "http://127.0.0.1:" + server.getAddress().getPort() + "/api/v1/Admin/GetStatus");
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).contains("NOT_PERMITTED", "trust_directory");
    } finally {
      server.stop(0);
    }
  }
}
