package io.quorate.server.cluster;

import static io.quorate.server.cluster.MemoryCluster.A;
import static io.quorate.server.cluster.MemoryCluster.B;
import static io.quorate.server.cluster.MemoryCluster.GROUP;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.util.JsonFormat;
import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import io.grpc.StatusRuntimeException;
import io.quorate.core.NodeId;
import io.quorate.server.http.HttpEndpoint;
import io.quorate.server.json.HttpCaller;
import io.quorate.server.json.JsonApi;
import io.quorate.server.json.SilentViews;
import io.quorate.v1.GetGroupRequest;
import io.quorate.v1.Group;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The API of nodes in JSON, over HTTP. */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HttpCallsTest {
  private static final String API = "/api/v1/";
  private static final String OURS = "quorate.v1.";
  private static final int CURL_SECONDS = 20;

  private final Deque<Runnable> closing = new ArrayDeque<>();
  private Path directory;
  private MemoryCluster cluster;
  private HttpCaller leader;
  private HttpCaller follower;
  private int port;

  @BeforeAll
  void begin(@TempDir Path empty) throws Exception {
    directory = empty;
    cluster = new MemoryCluster(directory);
    closing.push(cluster::close);
    cluster.settled();
    cluster.raised();
    for (String group : List.of(GROUP, "web")) {
      cluster
          .ask(A)
          .applyGroup(MemoryCluster.apply(MemoryCluster.spec().toBuilder().setName(group).build()));
    }
    leader = caller(A);
    follower = caller(B);
  }

  @AfterAll
  void end() {
    closing.forEach(Runnable::run);
  }

  private HttpCaller caller(NodeId node) throws IOException {
    JsonApi json = new JsonApi(cluster.node(node).api().local());
    closing.push(json::close);
    HttpEndpoint endpoint =
        HttpEndpoint.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            new SilentViews(),
            List.of(json.part()),
            Optional.empty());
    closing.push(endpoint::close);
    port = endpoint.address().getPort();
    return new HttpCaller(endpoint.address());
  }

  private static JsonObject object(String text) {
    return JsonParser.parseString(text).getAsJsonObject();
  }

  /** Of every call that takes one request: it is described, and answered at its path. */
  @Test
  void everyCallIsThere() throws Exception {
    JsonObject paths = object(leader.get(API + "openapi.json").body()).getAsJsonObject("paths");
    int calls = 0;
    for (ServiceDescriptor service : cluster.node(A).api().local().services()) {
      for (MethodDescriptor<?, ?> method : service.getMethods()) {
        if (!method.getFullMethodName().startsWith(OURS)) {
          continue;
        }
        String path = API + method.getFullMethodName().substring(OURS.length());
        if (!method.getType().clientSendsOneMessage()) {
          assertThat(paths.has(path)).as(path).isFalse();
          continue;
        }
        calls++;
        assertThat(paths.has(path)).as(path).isTrue();
        answered(path, method.getType().serverSendsOneMessage());
      }
    }
    assertThat(calls).isGreaterThan(50);
    assertThat(leader.post(API + "Admin/Resume", "{}").statusCode())
        .as("what was paused by that goes on")
        .isEqualTo(200);
  }

  private void answered(String path, boolean once) throws Exception {
    HttpRequest.Builder request =
        leader
            .to(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{}"));
    HttpResponse<Stream<String>> answer = leader.lines(request);
    try (Stream<String> lines = answer.body()) {
      Iterator<String> line = lines.iterator();
      String first = line.next();
      if (answer.statusCode() == 200) {
        assertThat(first).as(path).startsWith(once ? "{" : "retry: ");
      } else {
        assertThat(object(first).get("code").getAsInt()).as(path + first).isPositive();
        assertThat(first).as(path).doesNotContain("NO_SUCH_CALL");
      }
    }
  }

  @Test
  void bothSayTheSame() throws Exception {
    Group.Builder read = Group.newBuilder();
    JsonFormat.parser().merge(follower.get(API + "Admin/GetGroup?name=" + GROUP).body(), read);
    assertThat(read.build())
        .isEqualTo(cluster.ask(A).getGroup(GetGroupRequest.newBuilder().setName(GROUP).build()));

    HttpResponse<String> unknown = follower.get(API + "Admin/GetGroup?name=none");
    StatusRuntimeException overGrpc =
        Assertions.catchThrowableOfType(
            StatusRuntimeException.class,
            () -> cluster.ask(B).getGroup(GetGroupRequest.newBuilder().setName("none").build()));
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(object(unknown.body()).get("code").getAsInt())
        .isEqualTo(overGrpc.getStatus().getCode().value());
    assertThat(object(unknown.body()).get("message").getAsString())
        .isEqualTo(overGrpc.getStatus().getDescription());
    assertThat(unknown.body()).contains("UNKNOWN_GROUP", "quorate.io");
  }

  @Test
  void whatIsWrittenIsToldToWhoeverWatchesAndGoesOnWhereItWas() throws Exception {
    String watch = API + "Configuration/Watch?group=" + GROUP;
    HttpResponse<Stream<String>> first = follower.lines(follower.to(watch));
    try (Stream<String> lines = first.body()) {
      Iterator<String> line = lines.iterator();
      write("a", "MQ==");
      assertThat(next(line, "\"path\":\"a\"")).contains("\"value\":\"MQ==\"");
    }
    HttpResponse<String> written = write("b", "Mg==");
    assertThat(object(written.body()).get("revision").getAsString()).isEqualTo("2");
    HttpResponse<Stream<String>> resumed =
        leader.lines(leader.to(watch).header("Last-Event-ID", "1"));
    try (Stream<String> lines = resumed.body()) {
      assertThat(next(lines.iterator(), "\"path\":\"b\""))
          .contains("\"revision\":\"2\"")
          .doesNotContain("\"path\":\"a\"");
    }
  }

  private HttpResponse<String> write(String path, String value) throws Exception {
    String change = "{\"path\": \"%s\", \"value\": \"%s\"}".formatted(path, value);
    HttpResponse<String> written =
        follower.post(
            API + "Configuration/WriteConfig",
            "{\"group\": \"%s\", \"changes\": [%s]}".formatted(GROUP, change));
    assertThat(written.statusCode()).as(written.body()).isEqualTo(200);
    return written;
  }

  private static String next(Iterator<String> lines, String what) {
    while (lines.hasNext()) {
      String line = lines.next();
      if (line.startsWith("data: ") && line.contains(what)) {
        return line;
      }
    }
    return "it has ended";
  }

  @Test
  void aStatusIsWatched() throws Exception {
    HttpResponse<Stream<String>> watch = follower.lines(follower.to(API + "Admin/WatchStatus"));
    try (Stream<String> lines = watch.body()) {
      assertThat(next(lines.iterator(), "\"source\":\"QUORUM\"")).contains("\"" + GROUP + "\"");
    }
  }

  /** What docs/http.md shows of the API can be typed. */
  @Test
  void everyCommandOfTheDocumentWorks() throws Exception {
    Assumptions.assumeTrue(run("curl --version").contains("curl"), "there is no curl here");
    List<String> commands =
        Files.readAllLines(Path.of("../../docs/http.md")).stream()
            .filter(line -> line.startsWith("curl ") && line.contains(API))
            .filter(line -> !line.contains("https:"))
            .toList();
    assertThat(commands).hasSizeGreaterThan(8);
    for (String command : commands) {
      boolean endless = command.startsWith("curl -sN");
      String typed =
          command.replace("10.0.0.1:7402", "127.0.0.1:" + port)
              + " --max-time "
              + (endless ? 2 : CURL_SECONDS);
      String answer = run(typed);
      assertThat(answer).as(command).startsWith(endless ? "retry: 1000" : "{");
      if (!endless) {
        assertThat(object(answer).has("code")).as(command + answer).isFalse();
      }
    }
  }

  private String run(String command) throws IOException, InterruptedException {
    Path said = directory.resolve("said");
    Process shell =
        new ProcessBuilder("sh", "-c", command)
            .redirectOutput(said.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(shell.waitFor(2 * CURL_SECONDS, TimeUnit.SECONDS)).as(command).isTrue();
    return Files.readString(said);
  }
}
