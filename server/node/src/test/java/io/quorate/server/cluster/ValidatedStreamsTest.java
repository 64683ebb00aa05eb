package io.quorate.server.cluster;

import static io.quorate.server.cluster.MemoryCluster.A;
import static io.quorate.server.cluster.MemoryCluster.B;
import static io.quorate.server.cluster.MemoryCluster.GROUP;
import static io.quorate.server.cluster.MemoryCluster.W;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.quorate.client.ClientSettings;
import io.quorate.client.NodeAddress;
import io.quorate.client.QuorateClient;
import io.quorate.client.RefusedException;
import io.quorate.client.WriteSession;
import io.quorate.core.NodeId;
import io.quorate.v1.ConfigChange;
import io.quorate.v1.ConfigurationGrpc;
import io.quorate.v1.GetValueRequest;
import io.quorate.v1.GroupConfiguration;
import io.quorate.v1.SchemaRule;
import io.quorate.v1.WriteConfigRequest;
import io.quorate.v1.WriteConfigResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams of writes are validated as calls are, in their order, and lose nothing by it. */
final class ValidatedStreamsTest {
  private static final long CALL_SECONDS = 60;

  /** The second when the answer was lost, and what came behind was decided already. */
  private static final String NOT_DONE = "BUSY_SPACE at |OUT_OF_SEQUENCE at ";

  @TempDir Path directory;
  private MemoryCluster cluster;

  @BeforeEach
  void begin() throws Exception {
    cluster = new MemoryCluster(directory);
    cluster.settled();
    cluster.raised();
    var unused =
        cluster
            .ask(A)
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

  private QuorateClient client(NodeId node) {
    ClientSettings settings =
        new ClientSettings(
            List.of(new NodeAddress(node.value(), 1)),
            Duration.ofSeconds(2),
            Duration.ofSeconds(CALL_SECONDS),
            "billing",
            () -> UUID.randomUUID().toString());
    return new QuorateClient(
        settings, address -> cluster.network().client(new NodeId(address.host())));
  }

  private static CompletionStage<WriteConfigResponse> set(
      WriteSession session, String path, String text) {
    ConfigChange.Builder change =
        ConfigChange.newBuilder().setPath(path).setValue(ByteString.copyFromUtf8(text));
    if (path.equals("s")) {
      change.setMediaType("application/json");
    }
    return session.write(
        WriteConfigRequest.newBuilder().setGroup(GROUP).addChanges(change).build());
  }

  private static String outcome(CompletionStage<WriteConfigResponse> answer) throws Exception {
    try {
      return ""
          + answer
              .toCompletableFuture()
              .orTimeout(CALL_SECONDS, TimeUnit.SECONDS)
              .join()
              .getRevision();
    } catch (CompletionException refused) {
      if (refused.getCause() instanceof RefusedException why) {
        return why.reasons().get(0).getReason() + " at " + why.reasons().get(0).getPath();
      }
      throw refused;
    }
  }

  private String value(String path) {
    return ConfigurationGrpc.newBlockingStub(cluster.channel(B))
        .withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS)
        .getValue(GetValueRequest.newBuilder().setGroup(GROUP).setPath(path).build())
        .getValue()
        .toStringUtf8();
  }

  @Test
  void eachWriteIsHeldAgainstWhatThoseBeforeItMade() throws Exception {
    try (QuorateClient client = client(W);
        WriteSession session = client.openSession()) {
      List<CompletionStage<WriteConfigResponse>> answers = new ArrayList<>();
      answers.add(set(session, "limits/a", "5"));
      answers.add(set(session, "s", "{\"type\": \"integer\", \"maximum\": 9}"));
      answers.add(set(session, "limits/a", "5"));
      answers.add(set(session, "other", "x"));
      answers.add(set(session, "limits/a", "12"));
      answers.add(set(session, "s", "{\"type\": \"integer\", \"maximum\": 20}"));
      answers.add(set(session, "limits/a", "12"));
      answers.add(set(session, "other", "y"));
      List<String> outcomes = new ArrayList<>();
      for (CompletionStage<WriteConfigResponse> answer : answers) {
        outcomes.add(outcome(answer));
      }
      assertThat(outcomes)
          .containsExactly(
              "UNKNOWN_SCHEMA at limits/a",
              "1",
              "2",
              "3",
              "SCHEMA_REFUSES at limits/a",
              "4",
              "5",
              "6");
    }
    assertThat(value("limits/a")).isEqualTo("12");
    assertThat(value("other")).isEqualTo("y");
  }

  @Test
  void aChangeOfTheLeaderLosesNothingAndReordersNothing() throws Exception {
    try (QuorateClient client = client(B);
        WriteSession session = client.openSession()) {
      assertThat(outcome(set(session, "s", "{\"type\": \"integer\"}"))).isEqualTo("1");
      List<CompletionStage<WriteConfigResponse>> answers = new ArrayList<>();
      for (int i = 1; i <= 24; i++) {
        answers.add(set(session, i % 3 == 0 ? "other" : "limits/a", Integer.toString(i)));
        if (i % 8 == 0) {
          cluster.log().electOther(cluster.log().leads(A) ? A : B);
        }
      }
      for (int i = 0; i < answers.size(); i++) {
        assertThat(outcome(answers.get(i))).isEqualTo(Integer.toString(i + 2));
      }
    }
    assertThat(value("limits/a")).isEqualTo("23");
    assertThat(value("other")).isEqualTo("24");
  }

  /** A schema that is changed again and again gets ahead of writes, never out of their order. */
  @Test
  void whatIsOvertakenIsValidatedAgainBeforeAnythingBehindIt() throws Exception {
    try (QuorateClient writes = client(A);
        QuorateClient changes = client(W);
        WriteSession values = writes.openSession();
        WriteSession schemas = changes.openSession()) {
      assertThat(outcome(set(schemas, "s", "{\"minimum\": 0}"))).isEqualTo("1");
      List<CompletionStage<WriteConfigResponse>> answers = new ArrayList<>();
      List<CompletionStage<WriteConfigResponse>> narrowed = new ArrayList<>();
      for (int i = 1; i <= 16; i++) {
        answers.add(set(values, i % 4 == 0 ? "other" : "limits/a", Integer.toString(i)));
        narrowed.add(set(schemas, "s", "{\"minimum\": 0, \"maximum\": " + (1000 + i) + "}"));
      }
      long last = 0;
      for (CompletionStage<WriteConfigResponse> answer : answers) {
        String outcome = outcome(answer);
        if (!outcome.matches(NOT_DONE)) {
          assertThat(Long.parseLong(outcome)).isGreaterThan(last);
          last = Long.parseLong(outcome);
        }
      }
      for (CompletionStage<WriteConfigResponse> change : narrowed) {
        assertThat(outcome(change)).matches("[0-9]+|" + NOT_DONE);
      }
    }
    assertThat(value("other")).isEqualTo("16");
  }
}
