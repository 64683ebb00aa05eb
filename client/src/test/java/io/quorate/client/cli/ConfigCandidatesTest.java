package io.quorate.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.quorate.client.FakeNode;
import io.quorate.v1.CommitCandidateRequest;
import io.quorate.v1.ConfigCandidate;
import io.quorate.v1.ConfigChange;
import io.quorate.v1.ConfigDifference;
import io.quorate.v1.DiffConfigRequest;
import io.quorate.v1.DiffConfigResponse;
import io.quorate.v1.DropCandidateRequest;
import io.quorate.v1.DropCandidateResponse;
import io.quorate.v1.EditCandidateRequest;
import io.quorate.v1.ListCandidatesRequest;
import io.quorate.v1.ListCandidatesResponse;
import io.quorate.v1.RebaseCandidateRequest;
import io.quorate.v1.WriteConfigResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Candidates from the command line. */
final class ConfigCandidatesTest {
  private final FakeNode node = FakeNode.start();

  @BeforeEach
  void answer() {
    ConfigCandidate state =
        ConfigCandidate.newBuilder()
            .setName("work")
            .setOwner("eva")
            .setBase(7)
            .setChanges(3)
            .build();
    node.on(EditCandidateRequest.class, request -> state);
    node.on(RebaseCandidateRequest.class, request -> state.toBuilder().setBase(9).build());
    node.on(
        ListCandidatesRequest.class,
        request -> ListCandidatesResponse.newBuilder().addCandidates(state).build());
    node.on(
        CommitCandidateRequest.class,
        request -> WriteConfigResponse.newBuilder().setRevision(8).setChanged(true).build());
    node.on(DropCandidateRequest.class, request -> DropCandidateResponse.getDefaultInstance());
    node.on(
        DiffConfigRequest.class,
        request ->
            DiffConfigResponse.newBuilder()
                .setFrom(9)
                .setConflicts(1)
                .addDifferences(difference("ours").setConflict(true))
                .addDifferences(difference("quiet"))
                .build());
  }

  private static ConfigDifference.Builder difference(String path) {
    return ConfigDifference.newBuilder()
        .setPath(path)
        .setBefore(ByteString.copyFromUtf8("theirs\n"))
        .setAfter(ByteString.copyFromUtf8("mine\n"));
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private CliRun run(String... arguments) {
    return CliRun.with(node).run(arguments);
  }

  private <R extends Message> R last(Class<R> kind) {
    List<R> requests = node.requests(kind);
    return requests.get(requests.size() - 1);
  }

  @Test
  void changesArePutIntoACandidateInsteadOfACommit() {
    assertThat(run("config", "set", "web", "a=1", "--candidate", "work").exits(0).out())
        .isEqualTo("web: candidate work has 3 changes, based on revision 7\n");
    assertThat(last(EditCandidateRequest.class).getName()).isEqualTo("work");
    run("config", "delete", "web", "b", "--candidate", "work").exits(0);
    assertThat(last(EditCandidateRequest.class).getChanges(0).hasValue()).isFalse();
  }

  @Test
  void whatOnlyACommitHasIsAUsageError() {
    run("config", "set", "web", "a=1", "--candidate", "work", "-m", "why").exits(2);
    run("config", "set", "web", "a=1", "--candidate", "work", "--dry-run").exits(2);
    run("config", "set", "web", "a=1", "--candidate", "work", "--if-absent").exits(2);
    run("config", "delete", "web", "--all", "--candidate", "work").exits(2);
    run("config", "diff", "web").exits(2);
    run("config", "diff", "web", "3", "--candidate", "work").exits(2);
    run("config", "commit", "web").exits(2);
    run("config", "commit", "web", "--candidate", "work", "--rebase", "--dry-run").exits(2);
    assertThat(node.requests(EditCandidateRequest.class)).isEmpty();
  }

  @Test
  void manyFilesAreStagedInSteps(@TempDir Path folder) throws Exception {
    int files = 1_500;
    for (int i = 0; i < files; i++) {
      Files.writeString(folder.resolve("f" + i), "x");
    }
    run("config", "import", "web", folder.toString()).exits(1);
    run("config", "import", "web", folder.toString(), "--candidate", "work").exits(0);
    assertThat(node.requests(EditCandidateRequest.class))
        .hasSize(2)
        .flatExtracting(EditCandidateRequest::getChangesList)
        .extracting(ConfigChange::getPath)
        .doesNotHaveDuplicates()
        .hasSize(files);
  }

  @Test
  void candidatesAreListedValidatedCommittedAndThrownAway() {
    assertThat(run("config", "candidates", "web").exits(0).out()).contains("work", "eva", "7", "3");
    assertThat(run("config", "validate", "web", "--candidate", "work").exits(0).out())
        .isEqualTo("web: candidate work can be committed, as revision 8\n");
    assertThat(last(CommitCandidateRequest.class).getDryRun()).isTrue();
    assertThat(run("config", "commit", "web", "--candidate", "work", "-m", "why").exits(0).out())
        .isEqualTo("web: revision 8\n");
    assertThat(last(CommitCandidateRequest.class).getTerms().getComment()).isEqualTo("why");
    assertThat(last(CommitCandidateRequest.class).getDryRun()).isFalse();
    assertThat(run("config", "discard", "web", "--candidate", "work").exits(0).out())
        .isEqualTo("web: candidate work is gone\n");
  }

  @Test
  void theDifferenceSaysWhatIsInConflict() {
    assertThat(run("config", "diff", "web", "--candidate", "work").exits(0).out())
        .contains("changed by somebody else since the candidate's base:", "ours@9", "ours@work")
        .contains("-theirs", "+mine");
  }

  @Test
  void overwritingOthersIsAskedForAndBoundToWhatWasShown() {
    run("config", "commit", "web", "--candidate", "work", "--rebase").exits(2);
    assertThat(node.requests(RebaseCandidateRequest.class)).isEmpty();

    run("config", "commit", "web", "--candidate", "work", "--rebase", "--yes").exits(0);
    assertThat(last(RebaseCandidateRequest.class).getIfRevision()).isEqualTo(9);
    assertThat(last(CommitCandidateRequest.class).getTerms().getIfRevision()).isEqualTo(9);
  }
}
