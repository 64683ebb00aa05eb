package io.quorate.server.cluster;

import static io.quorate.server.cluster.MemoryCluster.B;
import static io.quorate.server.cluster.MemoryCluster.GROUP;
import static io.quorate.server.cluster.MemoryCluster.W;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import io.grpc.StatusRuntimeException;
import io.quorate.client.error.Refusals;
import io.quorate.core.NodeId;
import io.quorate.v1.CancelConfigRequest;
import io.quorate.v1.CommitCandidateRequest;
import io.quorate.v1.ConfigChange;
import io.quorate.v1.ConfigTerms;
import io.quorate.v1.ConfigurationGrpc;
import io.quorate.v1.EditCandidateRequest;
import io.quorate.v1.GroupConfiguration;
import io.quorate.v1.Notice;
import io.quorate.v1.RollbackConfigRequest;
import io.quorate.v1.SchemaRule;
import io.quorate.v1.WriteConfigRequest;
import io.quorate.v1.WriteConfigResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No value is committed that its schema refuses, by whatever way and node. */
final class SchemasTest {
  private static final long CALL_SECONDS = 30;

  @TempDir Path directory;
  private MemoryCluster cluster;

  @BeforeEach
  void begin() throws Exception {
    cluster = new MemoryCluster(directory);
    cluster.serve();
    cluster.raised();
    var unused =
        cluster
            .ask(W)
            .applyGroup(
                MemoryCluster.apply(
                    MemoryCluster.spec().toBuilder()
                        .setConfiguration(
                            GroupConfiguration.newBuilder()
                                .addSchemas(
                                    SchemaRule.newBuilder().setSchema("s").addPaths("limits/*")))
                        .build()));
  }

  @AfterEach
  void end() {
    cluster.close();
  }

  private ConfigurationGrpc.ConfigurationBlockingStub ask(NodeId node) {
    return ConfigurationGrpc.newBlockingStub(cluster.channel(node))
        .withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS);
  }

  private static ConfigChange.Builder set(String path, String text) {
    return ConfigChange.newBuilder().setPath(path).setValue(ByteString.copyFromUtf8(text));
  }

  private static ConfigChange.Builder schema(String text) {
    return set("s", text).setMediaType("application/json");
  }

  private WriteConfigResponse write(ConfigTerms terms, ConfigChange.Builder... changes) {
    WriteConfigRequest.Builder request =
        WriteConfigRequest.newBuilder().setGroup(GROUP).setTerms(terms);
    for (ConfigChange.Builder change : changes) {
      request.addChanges(change);
    }
    return ask(B).writeConfig(request.build());
  }

  private WriteConfigResponse write(ConfigChange.Builder... changes) {
    return write(ConfigTerms.getDefaultInstance(), changes);
  }

  private static List<String> refused(Supplier<?> call) {
    try {
      return List.of("done: " + call.get());
    } catch (StatusRuntimeException refused) {
      return Refusals.fromThrowable(refused).orElseThrow().reasons().stream()
          .map(Notice::getReason)
          .toList();
    }
  }

  @Test
  void everyWayIntoTheConfigurationIsChecked() {
    assertThat(refused(() -> write(set("limits/a", "5")))).containsExactly("UNKNOWN_SCHEMA");
    assertThat(refused(() -> write(schema("{\"type\":\"intger\"}"))))
        .containsOnly("INVALID_SCHEMA");
    write(schema("{\"type\": \"string\"}"), set("limits/a", "five"));
    write(set("limits/a", "six"));
    assertThat(refused(() -> write(schema("{\"type\": \"integer\"}"))))
        .as("the values that are there")
        .containsExactly("SCHEMA_REFUSES");
    write(schema("{\"type\": \"integer\", \"maximum\": 9}"), set("limits/a", "7"));

    assertThat(refused(() -> write(set("limits/b", "10")))).containsExactly("SCHEMA_REFUSES");
    assertThat(refused(this::backToText)).containsExactly("done: back");
    assertThat(refused(() -> write(set("limits/b", "10"), schema("{\"maximum\": 1}"))))
        .containsExactly("SCHEMA_REFUSES");
    assertThat(refused(() -> write(ConfigChange.newBuilder().setPath("s"))))
        .containsExactly("UNKNOWN_SCHEMA");
  }

  /** Schema and values go back together, so what was valid then is. */
  private String backToText() {
    var unused =
        ask(W).rollbackConfig(RollbackConfigRequest.newBuilder().setGroup(GROUP).setTo(2).build());
    write(schema("{\"type\": [\"string\", \"integer\"], \"maximum\": 9}"));
    return "back";
  }

  @Test
  void candidatesAndUndoneCommits() {
    write(schema("{\"maximum\": 9}"), set("limits/a", "7"));
    ConfigTerms waits =
        ConfigTerms.newBuilder().setConfirmWithin(Duration.newBuilder().setSeconds(60)).build();
    write(waits, schema("{\"maximum\": 3}"), set("limits/a", "1"));
    var cancelled = ask(W).cancelConfig(CancelConfigRequest.newBuilder().setGroup(GROUP).build());
    assertThat(cancelled.getRevision()).isEqualTo(3);

    var candidate =
        ask(W)
            .editCandidate(
                EditCandidateRequest.newBuilder()
                    .setGroup(GROUP)
                    .setName("work")
                    .addChanges(set("limits/b", "12"))
                    .build());
    assertThat(candidate.getChanges()).isEqualTo(1);
    CommitCandidateRequest.Builder commit =
        CommitCandidateRequest.newBuilder().setGroup(GROUP).setName("work");
    assertThat(refused(() -> ask(B).commitCandidate(commit.setDryRun(true).build())))
        .containsExactly("SCHEMA_REFUSES");
    assertThat(refused(() -> ask(B).commitCandidate(commit.setDryRun(false).build())))
        .containsExactly("SCHEMA_REFUSES");
  }

  /** A schema is only changed by what was held against all values that there are. */
  @Test
  void writersDoNotGetAheadOfASchema() throws Exception {
    write(schema("{\"maximum\": 1000000}"), set("limits/a", "0"));
    CountDownLatch begin = new CountDownLatch(1);
    AtomicInteger written = new AtomicInteger();
    ExecutorService writers = Executors.newFixedThreadPool(3);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        int writer = i;
        all.add(
            writers.submit(
                () -> {
                  begin.await();
                  for (int n = 1; n <= 30; n++) {
                    List<String> answer = refused(numbered(writer, n));
                    written.addAndGet(answer.get(0).startsWith("done") ? 1 : 0);
                    assertThat(answer.get(0)).matches("(?s)done.*|SCHEMA_REFUSES|BUSY_SPACE");
                  }
                  return null;
                }));
      }
      begin.countDown();
      List<String> narrowed = refused(() -> write(schema("{\"maximum\": 20}")));
      for (Future<?> one : all) {
        one.get(2, TimeUnit.MINUTES);
      }
      assertThat(narrowed.get(0)).matches("(?s)done.*|SCHEMA_REFUSES|BUSY_SPACE");
      boolean done = narrowed.get(0).startsWith("done");
      assertThat(written.get()).isBetween(1, done ? 60 : 90);
    } finally {
      writers.shutdownNow();
    }
  }

  private Supplier<WriteConfigResponse> numbered(int writer, int n) {
    return () -> write(set("limits/w" + writer, Integer.toString(n)));
  }
}
