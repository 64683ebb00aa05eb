package io.quorate.server.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.server.http.FixedViews;
import io.quorate.server.http.HttpEndpoint;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where nobody proves who calls, no call of the API is there. */
final class ClosedApiTest {

  @Test
  void everyCallIsRefusedWithWhatToDo() throws Exception {
    try (HttpEndpoint endpoint =
        HttpEndpoint.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            new FixedViews(),
            List.of(ClosedApi.part()),
            Optional.empty())) {
      URI uri =
          URI.create(
              "http://127.0.0.1:" + endpoint.address().getPort() + "/api/v1/Admin/GetStatus");
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).contains("NOT_PERMITTED", "trust_directory");
    }
  }
}
