package io.quorate.server.cluster;

import static io.quorate.server.cluster.MemoryCluster.A;
import static io.quorate.server.cluster.MemoryCluster.B;
import static io.quorate.server.cluster.MemoryCluster.GROUP;
import static io.quorate.server.cluster.MemoryCluster.W;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.quorate.core.NodeId;
import io.quorate.server.process.Await;
import io.quorate.v1.CommitCandidateRequest;
import io.quorate.v1.ConfigCandidate;
import io.quorate.v1.ConfigChange;
import io.quorate.v1.ConfigurationGrpc;
import io.quorate.v1.DiffConfigRequest;
import io.quorate.v1.DiffConfigResponse;
import io.quorate.v1.DropCandidateRequest;
import io.quorate.v1.EditCandidateRequest;
import io.quorate.v1.ListCandidatesRequest;
import io.quorate.v1.ListValuesRequest;
import io.quorate.v1.RebaseCandidateRequest;
import io.quorate.v1.WriteConfigRequest;
import io.quorate.v1.WriteConfigResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is put together survives a change of leader, is seen by nobody, and is committed whole. */
final class CandidatesTest {
  private static final long CALL_SECONDS = 20;
  private static final String NAME = "work";

  @TempDir Path directory;
  private MemoryCluster cluster;

  @BeforeEach
  void begin() throws Exception {
    cluster = new MemoryCluster(directory);
    cluster.serve();
    cluster.raised();
  }

  @AfterEach
  void end() {
    cluster.close();
  }

  private ConfigurationGrpc.ConfigurationBlockingStub ask(NodeId node) {
    return ConfigurationGrpc.newBlockingStub(cluster.channel(node))
        .withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS);
  }

  private static ConfigChange change(String path, String value) {
    return ConfigChange.newBuilder().setPath(path).setValue(ByteString.copyFromUtf8(value)).build();
  }

  private ConfigCandidate edit(NodeId by, String path, String value) {
    return ask(by)
        .editCandidate(
            EditCandidateRequest.newBuilder()
                .setGroup(GROUP)
                .setName(NAME)
                .addChanges(change(path, value))
                .build());
  }

  private int values() {
    return ask(W)
        .listValues(ListValuesRequest.newBuilder().setGroup(GROUP).build())
        .getEntriesCount();
  }

  private int candidates() {
    return ask(W)
        .listCandidates(ListCandidatesRequest.newBuilder().setGroup(GROUP).build())
        .getCandidatesCount();
  }

  private static CommitCandidateRequest commit() {
    return CommitCandidateRequest.newBuilder().setGroup(GROUP).setName(NAME).build();
  }

  private DiffConfigResponse diff() {
    return ask(B)
        .diffConfig(DiffConfigRequest.newBuilder().setGroup(GROUP).setCandidate(NAME).build());
  }

  @Test
  void itSurvivesTheLeaderAndIsCommittedWhole() throws Exception {
    edit(W, "a", "1");
    cluster.log().elect(B);
    Await.until(() -> "" + cluster.status(W), () -> MemoryCluster.whole(cluster.status(W)));
    ConfigCandidate after = edit(A, "b", "2");

    assertThat(after.getChanges()).isEqualTo(2);
    assertThat(values()).as("seen by nobody").isZero();
    assertThat(diff().getDifferencesCount()).isEqualTo(2);
    assertThat(ask(A).commitCandidate(commit().toBuilder().setDryRun(true).build()).getChanged())
        .isTrue();
    assertThat(values()).as("only validated").isZero();

    WriteConfigResponse done = ask(W).commitCandidate(commit());
    assertThat(done.getRevision()).isEqualTo(1);
    assertThat(values()).isEqualTo(2);
    assertThat(candidates()).isZero();
  }

  @Test
  void whatSomebodyElseChangedIsShownAndOverwrittenOnlyWhenAskedFor() throws Exception {
    edit(A, "a", "1");
    ask(B)
        .writeConfig(
            WriteConfigRequest.newBuilder().setGroup(GROUP).addChanges(change("a", "2")).build());
    Ended<WriteConfigResponse> refused = new Ended<>();
    ConfigurationGrpc.newStub(cluster.channel(W)).commitCandidate(commit(), refused);
    Await.until(() -> "no end", () -> refused.end() != null);
    assertThat(refused.refusal().hasReason("REVISION_CONFLICT")).isTrue();
    assertThat(diff().getConflicts()).isEqualTo(1);
    assertThat(diff().getDifferences(0).getConflict()).isTrue();

    ask(W)
        .rebaseCandidate(
            RebaseCandidateRequest.newBuilder()
                .setGroup(GROUP)
                .setName(NAME)
                .setIfRevision(diff().getFrom())
                .build());
    assertThat(ask(W).commitCandidate(commit()).getRevision()).isEqualTo(2);
  }

  @Test
  void itIsThrownAwayByPeopleOrWhenNobodyUsesIt() throws Exception {
    edit(A, "a", "1");
    ask(B).dropCandidate(DropCandidateRequest.newBuilder().setGroup(GROUP).setName(NAME).build());
    assertThat(candidates()).isZero();

    edit(A, "a", "1");
    cluster.wallClocksJump(Duration.ofDays(30));
    Await.until(() -> "it is still there", () -> candidates() == 0);
  }
}
