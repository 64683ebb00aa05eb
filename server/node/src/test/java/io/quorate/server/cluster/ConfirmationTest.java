package io.quorate.server.cluster;

import static io.quorate.server.cluster.MemoryCluster.B;
import static io.quorate.server.cluster.MemoryCluster.GROUP;
import static io.quorate.server.cluster.MemoryCluster.W;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import io.quorate.core.NodeId;
import io.quorate.server.process.Await;
import io.quorate.v1.ConfigChange;
import io.quorate.v1.ConfigCommit;
import io.quorate.v1.ConfigTerms;
import io.quorate.v1.ConfigurationGrpc;
import io.quorate.v1.ConfirmConfigRequest;
import io.quorate.v1.ExplainRequest;
import io.quorate.v1.GetConfigLogRequest;
import io.quorate.v1.GetConfigLogResponse;
import io.quorate.v1.ListValuesRequest;
import io.quorate.v1.WriteConfigRequest;
import io.quorate.v1.WriteConfigResponse;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A commit that nobody confirms is undone by whoever leads when its time has come. */
final class ConfirmationTest {
  private static final long CALL_SECONDS = 20;
  private static final int WITHIN_SECONDS = 600;

  @TempDir Path directory;
  private MemoryCluster cluster;

  @BeforeEach
  void begin() throws Exception {
    cluster = new MemoryCluster(directory);
    cluster.serve();
    cluster.raised();
    write("before", ConfigTerms.getDefaultInstance());
  }

  @AfterEach
  void end() {
    cluster.close();
  }

  private ConfigurationGrpc.ConfigurationBlockingStub ask(NodeId node) {
    return ConfigurationGrpc.newBlockingStub(cluster.channel(node))
        .withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS);
  }

  private WriteConfigResponse write(String value, ConfigTerms terms) {
    return ask(W)
        .writeConfig(
            WriteConfigRequest.newBuilder()
                .setGroup(GROUP)
                .addChanges(
                    ConfigChange.newBuilder().setPath("a").setValue(ByteString.copyFromUtf8(value)))
                .setTerms(terms)
                .build());
  }

  private void writeToBeConfirmed() {
    write(
        "tried",
        ConfigTerms.newBuilder()
            .setConfirmWithin(Duration.newBuilder().setSeconds(WITHIN_SECONDS))
            .build());
  }

  private GetConfigLogResponse log() {
    return ask(W).getConfigLog(GetConfigLogRequest.newBuilder().setGroup(GROUP).build());
  }

  private String value() {
    return ask(W)
        .listValues(ListValuesRequest.newBuilder().setGroup(GROUP).build())
        .getEntries(0)
        .getValue()
        .toStringUtf8();
  }

  private boolean statusTells() {
    return cluster.status(W).getGroups(0).getWarningsList().stream()
        .anyMatch(notice -> notice.getReason().equals("AWAITS_CONFIRMATION"));
  }

  @Test
  void itIsUndoneAlthoughTheLeaderIsReplacedBeforeItsTimeHasCome() throws Exception {
    writeToBeConfirmed();
    assertThat(value()).isEqualTo("tried");
    cluster.log().elect(B);
    cluster.wallClocksJump(java.time.Duration.ofSeconds(WITHIN_SECONDS));

    Await.until(() -> "" + log(), () -> !log().hasAwaited());
    assertThat(value()).isEqualTo("before");
    assertThat(log().getCommits(0).getOrigin()).isEqualTo(ConfigCommit.Origin.UNCONFIRMED);
    assertThat(log().getCommits(0).getOriginRevision()).isEqualTo(2);
  }

  @Test
  void itIsUndoneByTheLeaderThatTookIt() throws Exception {
    writeToBeConfirmed();
    cluster.wallClocksJump(java.time.Duration.ofSeconds(WITHIN_SECONDS));

    Await.until(() -> "" + log(), () -> !log().hasAwaited());
    assertThat(value()).isEqualTo("before");
  }

  @Test
  void whatIsConfirmedStaysAndUntilThenStatusAndExplainTell() throws Exception {
    writeToBeConfirmed();
    assertThat(statusTells()).isTrue();
    assertThat(
            cluster.ask(W).explain(ExplainRequest.newBuilder().setGroup(GROUP).build()).toString())
        .contains("AWAITS_CONFIRMATION");

    ask(B).confirmConfig(ConfirmConfigRequest.newBuilder().setGroup(GROUP).build());
    assertThat(statusTells()).isFalse();
    cluster.wallClocksJump(java.time.Duration.ofSeconds(WITHIN_SECONDS));
    write("after", ConfigTerms.getDefaultInstance());

    assertThat(value()).isEqualTo("after");
    assertThat(log().getCommits(1).getConfirmedBy()).isNotEmpty();
  }
}
