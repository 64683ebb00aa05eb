package io.quorate.bench.contender;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks a server of etcd for its part, in JSON. */
final class EtcdQuestion implements Leader.Question {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final int OK = 200;

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(LIMIT).build();

  @Override
  public Optional<Leader.Part> ask(int clientPort) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + clientPort + "/v3/maintenance/status"))
            .timeout(LIMIT)
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build();
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() == OK ? part(answer.body()) : Optional.empty();
    } catch (IOException notYet) {
      return Optional.empty();
    }
  }

  /** What an answer says; empty while there is no leader. */
  static Optional<Leader.Part> part(String answer) {
    try {
      JsonObject status = JsonParser.parseString(answer).getAsJsonObject();
      String leader = text(status.get("leader"));
      if (leader.isEmpty() || leader.equals("0")) {
        return Optional.empty();
      }
      String own = text(status.getAsJsonObject("header").get("member_id"));
      return Optional.of(leader.equals(own) ? Leader.Part.LEADS : Leader.Part.FOLLOWS);
    } catch (JsonParseException | IllegalStateException otherwise) {
      return Optional.empty();
    }
  }

  private static String text(@Nullable JsonElement value) {
    return value == null ? "" : value.getAsString();
  }
}
