package io.quorate.server.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.ByteString;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.GsonNode;
import io.grpc.BindableService;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.quorate.client.error.Refusals;
import io.quorate.server.http.HttpEndpoint;
import io.quorate.server.transport.CallGate;
import io.quorate.server.transport.LocalCalls;
import io.quorate.server.transport.Transport;
import io.quorate.v1.AdminGrpc;
import io.quorate.v1.GetHistoryRequest;
import io.quorate.v1.GetHistoryResponse;
import io.quorate.v1.HistoryEntry;
import io.quorate.v1.Notice;
import io.quorate.v1.PauseRequest;
import io.quorate.v1.PauseResponse;
import io.quorate.v1.RuntimeEntry;
import io.quorate.v1.RuntimeGrpc;
import io.quorate.v1.RuntimeWatchEvent;
import io.quorate.v1.WatchRuntimeRequest;
import io.quorate.v1.WritesGrpc;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Services that say what they are told to, over HTTP. */
final class JsonApiTest {
  private static final int MOST_BYTES = 100_000;

  private final List<PauseRequest> paused = new CopyOnWriteArrayList<>();
  private final List<Long> watchedFrom = new CopyOnWriteArrayList<>();
  private final List<Optional<Deadline>> deadlines = new CopyOnWriteArrayList<>();
  private final CallGate gate = new CallGate();
  private final LocalCalls calls;
  private final JsonApi api;
  private final HttpEndpoint endpoint;
  private final HttpCaller caller;

  JsonApiTest() throws IOException {
    List<BindableService> services =
        List.of(admin(), runtime(), new WritesGrpc.WritesImplBase() {});
    calls = new LocalCalls(new Transport.Offer(gate, List.of(), services));
    api = new JsonApi(calls, MOST_BYTES);
    endpoint =
        HttpEndpoint.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            new SilentViews(),
            List.of(api.part()),
            Optional.empty());
    caller = new HttpCaller(endpoint.address());
  }

  @AfterEach
  void stop() {
    endpoint.close();
    api.close();
    calls.close();
    gate.close();
  }

  private AdminGrpc.AdminImplBase admin() {
    return new AdminGrpc.AdminImplBase() {
      @Override
      public void pause(PauseRequest request, StreamObserver<PauseResponse> out) {
        paused.add(request);
        deadlines.add(Optional.ofNullable(Context.current().getDeadline()));
        if (request.getGroup().equals("broken")) {
          throw new IllegalStateException("a bug");
        }
        out.onError(
            Refusals.toStatus(
                Status.Code.FAILED_PRECONDITION,
                List.of(
                    Notice.newBuilder().setReason("GROUP_PAUSED").setMessage("it is").build(),
                    Notice.newBuilder().setReason("STALE_EPOCH").setRemedy("ask").build())));
      }

      @Override
      public void getHistory(GetHistoryRequest request, StreamObserver<GetHistoryResponse> out) {
        if (request.getGroup().equals("nobody")) {
          out.onError(Refusals.noQuorum("nobody leads", "wait"));
          return;
        }
        out.onNext(
            GetHistoryResponse.newBuilder()
                .addEntries(
                    HistoryEntry.newBuilder()
                        .setSequence(request.getBefore())
                        .setGroup(request.getGroup())
                        .setEpoch(request.getLimit()))
                .build());
        out.onCompleted();
      }
    };
  }

  private RuntimeGrpc.RuntimeImplBase runtime() {
    return new RuntimeGrpc.RuntimeImplBase() {
      @Override
      public void watch(WatchRuntimeRequest request, StreamObserver<RuntimeWatchEvent> out) {
        if (request.getGroup().isEmpty()) {
          out.onError(Status.NOT_FOUND.withDescription("no group").asRuntimeException());
          return;
        }
        watchedFrom.add(request.getFrom());
        RuntimeEntry entry =
            RuntimeEntry.newBuilder().setValue(ByteString.copyFromUtf8("v")).build();
        out.onNext(
            RuntimeWatchEvent.newBuilder().setRevision(7).setMore(true).addEntries(entry).build());
        out.onNext(RuntimeWatchEvent.newBuilder().setRevision(8).build());
        out.onError(Status.ABORTED.withDescription("elsewhere").asRuntimeException());
      }
    };
  }

  private static JsonObject json(HttpResponse<String> response) {
    return JsonParser.parseString(response.body()).getAsJsonObject();
  }

  private static JsonObject reason(HttpResponse<String> response) {
    return json(response).getAsJsonArray("details").get(0).getAsJsonObject();
  }

  private static String said(JsonObject reason, String what) {
    JsonElement text = reason.getAsJsonObject("metadata").get(what);
    return text == null ? "" : text.getAsString();
  }

  @Test
  void aCallThatLooksIsAskedForByEitherVerb() throws Exception {
    HttpResponse<String> asked =
        caller.get("/api/v1/Admin/GetHistory?group=w%C3%BC&limit=3&before=18446744073709551615");
    HttpResponse<String> sent =
        caller.post(
            "/api/v1/Admin/GetHistory",
            "{\"group\": \"wü\", \"limit\": 3, \"before\": \"18446744073709551615\"}");
    assertThat(asked.statusCode()).isEqualTo(200);
    assertThat(asked.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(asked.body()).isEqualTo(sent.body());
    JsonObject entry = json(sent).getAsJsonArray("entries").get(0).getAsJsonObject();
    assertThat(entry.get("sequence").getAsString()).isEqualTo("18446744073709551615");
    assertThat(entry.get("group").getAsString()).isEqualTo("wü");
    assertThat(entry.get("actor").getAsString()).as("empty, and there").isEmpty();
  }

  @Test
  void aRefusalHasEveryReason() throws Exception {
    HttpResponse<String> refused = caller.post("/api/v1/Admin/Pause", "{\"group\": \"web\"}");
    assertThat(refused.statusCode()).isEqualTo(412);
    assertThat(json(refused).get("code").getAsInt()).isEqualTo(9);
    JsonArray details = json(refused).getAsJsonArray("details");
    assertThat(details).hasSize(2);
    JsonObject first = details.get(0).getAsJsonObject();
    assertThat(first.get("@type").getAsString())
        .isEqualTo("type.googleapis.com/google.rpc.ErrorInfo");
    assertThat(first.get("reason").getAsString()).isEqualTo("GROUP_PAUSED");
    assertThat(first.get("domain").getAsString()).isEqualTo("quorate.io");
    assertThat(said(details.get(1).getAsJsonObject(), "remedy")).isEqualTo("ask");
  }

  @Test
  void aNodeWithoutAMajoritySaysWhenToAskAgain() throws Exception {
    HttpResponse<String> refused = caller.get("/api/v1/Admin/GetHistory?group=nobody");
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).contains("1");
    assertThat(reason(refused).get("reason").getAsString()).isEqualTo("NO_QUORUM");
  }

  @Test
  void aBugOfAServiceIsAnErrorAndNoMore() throws Exception {
    assertThat(caller.post("/api/v1/Admin/Pause", "{\"group\": \"broken\"}").statusCode())
        .isEqualTo(500);
    assertThat(caller.get("/api/v1/Admin/GetHistory").statusCode()).isEqualTo(200);
  }

  @Test
  void whatIsSentAgainHasAName() throws Exception {
    HttpResponse<String> unnamed = caller.post("/api/v1/Admin/Pause", "{}");
    String given = unnamed.headers().firstValue("Idempotency-Key").orElseThrow();
    HttpRequest.Builder request =
        caller
            .to("/api/v1/Admin/Pause")
            .header("Content-Type", "application/json; charset=utf-8")
            .header("Idempotency-Key", "mine")
            .header("Grpc-Timeout", "2H");
    HttpResponse<String> named =
        caller.send(request.POST(HttpRequest.BodyPublishers.ofString("{}")));
    assertThat(named.headers().firstValue("Idempotency-Key")).contains("mine");
    assertThat(paused.stream().map(one -> one.getCaller().getRequestId()))
        .containsExactly(given, "mine");
    HttpResponse<String> both =
        caller.send(
            request.POST(
                HttpRequest.BodyPublishers.ofString("{\"caller\": {\"requestId\": \"other\"}}")));
    assertThat(both.statusCode()).isEqualTo(400);
    assertThat(said(reason(both), "path")).isEqualTo("caller.requestId");
  }

  @Test
  void aCallHasALimitThatTheCallerMayChoose() throws Exception {
    caller.post("/api/v1/Admin/Pause", "{}");
    caller.send(
        caller
            .to("/api/v1/Admin/Pause")
            .header("Content-Type", "application/json")
            .header("Grpc-Timeout", "900000H")
            .POST(HttpRequest.BodyPublishers.ofString("{}")));
    assertThat(deadlines.get(0).orElseThrow().timeRemaining(TimeUnit.SECONDS)).isBetween(-60L, 10L);
    assertThat(deadlines.get(1).orElseThrow().timeRemaining(TimeUnit.SECONDS))
        .isBetween(3_000L, 3_600L);
  }

  @Test
  void aWatchIsToldAsEventsFromWhereItsClientWas() throws Exception {
    HttpRequest.Builder request =
        caller.to("/api/v1/Runtime/Watch?group=web&from=3").header("Last-Event-ID", "5");
    HttpResponse<String> watch = caller.send(request);
    assertThat(watch.statusCode()).isEqualTo(200);
    assertThat(watch.headers().firstValue("Content-Type")).contains("text/event-stream");
    assertThat(watchedFrom).containsExactly(5L);
    String[] events = watch.body().split("\n\n", -1);
    assertThat(events[0]).isEqualTo("retry: 1000");
    assertThat(events[1]).as("not whole").startsWith("event: RuntimeWatchEvent\ndata: {");
    assertThat(events[1]).contains("\"value\":\"dg==\"");
    assertThat(events[2]).startsWith("id: 8\nevent: RuntimeWatchEvent\ndata: {");
    assertThat(events[3]).startsWith("event: end\ndata: {\"code\":10,\"message\":\"elsewhere\"");
    assertThat(events[4]).isEmpty();
  }

  @Test
  void aWatchThatIsRefusedIsAnErrorOfHttp() throws Exception {
    HttpResponse<String> refused = caller.get("/api/v1/Runtime/Watch");
    assertThat(refused.statusCode()).isEqualTo(404);
    assertThat(json(refused).get("message").getAsString()).isEqualTo("no group");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST|Admin/Pause|application/json|{\"grup\": 1}|400|grup|Cannot find field: grup",
        "POST|Admin/Pause|application/json|{\"group\": 1, \"reason\": {}}|400|reason|",
        "POST|Admin/Pause|application/json|{\"caller\": {\"actr\": 1}}|400|caller.actr|actr",
        "POST|Admin/GetHistory|application/json|{\"limit\": \"x\"}|400|limit|",
        "POST|Admin/GetHistory|application/json|{\"limit\": -1}|400|limit|",
        "POST|Admin/GetHistory|application/json|{\"before\": \"1e999999999\"}|400|before|",
        "POST|Admin/GetHistory|application/json|{\"before\": 1e-999999999}|400|before|",
        "POST|Runtime/Write|application/json|{\"changes\": [{}, {\"value\":"
            + " \"?\"}]}|400|changes[1].value|",
        "POST|Runtime/Write|application/json|{\"changes\": [{\"ttl\":"
            + " \"soon\"}]}|400|changes[0].ttl|",
        "POST|Admin/Pause|application/json|what?|400||the body is not JSON",
        "POST|Admin/Pause|application/json|[]|400||the body is not JSON",
        "POST|Admin/Pause|text/plain|{}|415||application/json",
        "POST|Admin/Pause|application/x-www-form-urlencoded|a=b|415||application/json",
        "GET|Admin/Pause|||405||use POST",
        "PUT|Admin/Pause|application/json|{}|405||use POST",
        "DELETE|Admin/GetHistory|||405||use GET, POST",
        "GET|Admin/GetHistory?grup=x|||400|grup|Cannot find field: grup",
        "GET|Admin/GetHistory?group=x&group=y|||400|group|twice",
        "GET|Admin/GetHistory?group=%C3|||400||percent-encoded",
        "GET|Admin/Nuke|||404||no such call",
        "POST|Admin|application/json|{}|404||no such call",
        "POST|Admin/Pause/|application/json|{}|404||no such call",
        "POST|../../livez|application/json|{}|404||no such call",
        "POST|openapi.json|application/json|{}|405||GET",
        "POST|Writes/Pipeline|application/json|{}|501||Runtime/Write",
      })
  void whatIsWrongIsSaidPrecisely(
      String verb,
      String call,
      @Nullable String type,
      @Nullable String body,
      int code,
      @Nullable String path,
      @Nullable String message)
      throws Exception {
    HttpRequest.Builder request =
        caller
            .to("/api/v1/" + call)
            .method(
                verb, HttpRequest.BodyPublishers.ofString(Objects.requireNonNullElse(body, "")));
    if (type != null) {
      request.header("Content-Type", type);
    }
    HttpResponse<String> refused = caller.send(request);
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(code);
    JsonObject reason = reason(refused);
    assertThat(reason.get("domain").getAsString()).isEqualTo("quorate.io");
    assertThat(said(reason, "path")).isEqualTo(Objects.requireNonNullElse(path, ""));
    assertThat(said(reason, "message") + " " + said(reason, "remedy"))
        .contains(Objects.requireNonNullElse(message, ""));
    assertThat(paused).isEmpty();
  }

  @Test
  void whatIsTooLargeIsRefusedUnread() throws Exception {
    String whole = "{\"group\": \"" + "x".repeat(MOST_BYTES) + "\"}";
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), endpoint.address().getPort())) {
      String head =
          "POST /api/v1/Admin/Pause HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
              + "Content-Length: "
              + whole.length()
              + "\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      byte[] start = socket.getInputStream().readNBytes("HTTP/1.1 413".length());
      assertThat(new String(start, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413");
    }
    HttpRequest.Builder chunked =
        caller
            .to("/api/v1/Admin/Pause")
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofInputStream(
                    () -> new ByteArrayInputStream(whole.getBytes(StandardCharsets.UTF_8))));
    HttpResponse<String> refused = caller.send(chunked);
    assertThat(refused.statusCode()).isEqualTo(413);
    assertThat(reason(refused).get("reason").getAsString()).isEqualTo("LIMIT_EXCEEDED");
    assertThat(paused).isEmpty();
  }

  @Test
  void oneLargeBodyIsTakenAtATime() throws Exception {
    BodyRoom room = new BodyRoom();
    try (BodyRoom.Taken first = room.take(MOST_BYTES, Duration.ofSeconds(60))) {
      assertThat(first).isNotNull();
      assertThatThrownBy(() -> room.take(MOST_BYTES, Duration.ofMillis(10)))
          .isInstanceOf(HttpRefusedException.class)
          .hasMessageContaining("large bodies");
      room.take(1, Duration.ZERO).close();
    }
    room.take(MOST_BYTES, Duration.ofSeconds(60)).close();
  }

  @Test
  void pagesInBrowsersCommandNothing() throws Exception {
    for (String header : List.of("Origin: http://evil", "Sec-Fetch-Site: cross-site")) {
      String[] parts = header.split(": ", 2);
      HttpRequest.Builder request =
          caller
              .to("/api/v1/Admin/Pause")
              .header("Content-Type", "application/json")
              .header(parts[0], parts[1])
              .POST(HttpRequest.BodyPublishers.ofString("{}"));
      assertThat(caller.send(request).statusCode()).isEqualTo(403);
    }
    assertThat(caller.get("/api/v1/Admin/GetHistory").headers().map())
        .doesNotContainKey("access-control-allow-origin");
    assertThat(paused).isEmpty();
  }

  @Test
  void whoSendsHalfHoldsUpNobody() throws Exception {
    List<Socket> silent = new ArrayList<>();
    try {
      for (int i = 0; i < 16; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.address().getPort());
        String head =
            "POST /api/v1/Admin/Pause HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                + "Content-Length: 100\r\n\r\n{";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        silent.add(socket);
      }
      assertThat(caller.get("/livez").statusCode()).isEqualTo(200);
      assertThat(caller.get("/api/v1/Admin/GetHistory").statusCode()).isEqualTo(200);
    } finally {
      for (Socket socket : silent) {
        socket.close();
      }
    }
  }

  @Test
  void theDescriptionIsOpenApi() throws Exception {
    HttpResponse<String> described = caller.get("/api/v1/openapi.json");
    assertThat(described.statusCode()).isEqualTo(200);
    try (InputStream in =
        Objects.requireNonNull(
            JsonApiTest.class.getResourceAsStream("/openapi/openapi-3.1.schema.json"))) {
      String schema = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Validator.Result result =
          new ValidatorFactory()
              .withJsonNodeFactory(new GsonNode.Factory())
              .validate(schema, described.body());
      assertThat(
              result.getErrors().stream()
                  .map(error -> error.getInstanceLocation() + ": " + error.getError()))
          .isEmpty();
      assertThat(result.isValid()).isTrue();
    }
    JsonObject paths = json(described).getAsJsonObject("paths");
    assertThat(paths.getAsJsonObject("/api/v1/Admin/Pause").keySet()).containsExactly("post");
    assertThat(paths.getAsJsonObject("/api/v1/Runtime/Watch").keySet())
        .containsExactly("get", "post");
    assertThat(paths.has("/api/v1/Writes/Pipeline")).isFalse();
    assertThat(
            json(described)
                .getAsJsonObject("components")
                .getAsJsonObject("schemas")
                .getAsJsonObject("GetHistoryRequest")
                .getAsJsonObject("properties")
                .getAsJsonObject("limit")
                .get("description")
                .getAsString())
        .isEqualTo("Newest first; default 50, at most 1000.");
    assertThat(unresolved(json(described), described.body())).isEmpty();
  }

  private static Stream<String> unresolved(JsonObject document, String text) {
    JsonObject schemas = document.getAsJsonObject("components").getAsJsonObject("schemas");
    return Stream.of(text.split("\"#/components/schemas/", -1))
        .skip(1)
        .map(rest -> rest.substring(0, rest.indexOf('"')))
        .filter(name -> !schemas.has(name));
  }
}
