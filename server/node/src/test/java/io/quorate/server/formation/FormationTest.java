package io.quorate.server.formation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quorate.client.NoQuorumException;
import io.quorate.client.QuorateClient;
import io.quorate.client.RefusedException;
import io.quorate.core.NodeId;
import io.quorate.core.formation.FormationId;
import io.quorate.core.formation.FormationReason;
import io.quorate.core.formation.Waiting;
import io.quorate.server.process.Await;
import io.quorate.v1.FormClusterResponse;
import io.quorate.v1.GetStatusRequest;
import io.quorate.v1.Notice;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class FormationTest {
  private static final NodeId A = new NodeId("a");
  private static final NodeId B = new NodeId("b");
  private static final NodeId W = new NodeId("w");
  private static final FormationId OLD = new FormationId("old");

  private Voters voters;

  @BeforeEach
  void begin(@TempDir Path directory) throws IOException {
    voters = new Voters(directory);
  }

  @AfterEach
  void end() {
    voters.close();
  }

  private List<String> refused(NodeId by) {
    RefusedException refusal = catchThrowableOfType(RefusedException.class, () -> voters.form(by));
    return refusal.reasons().stream().map(Notice::getReason).toList();
  }

  @Test
  void isFormedByWayOfAnyVoterAndFromThenOnLeftAlone() throws Exception {
    voters.waits(A);
    voters.waits(B);
    voters.waits(W);

    FormClusterResponse formed = voters.form(W);

    assertThat(formed.getResult()).isEqualTo(FormClusterResponse.Result.FORMED);
    assertThat(formed.getVotersList()).containsExactly("a", "b", "w");
    assertThat(formed.getWarningsList()).isEmpty();
    for (NodeId voter : List.of(A, B, W)) {
      voters.awaitBegin(voter);
      assertThat(voters.note(voter).map(FormationNote::step)).contains(FormationNote.Step.BEGUN);
    }
    assertThat(voters.form(B).getResult()).isEqualTo(FormClusterResponse.Result.FORMED_BEFORE);
  }

  @Test
  void isRefusedWhileAVoterCannotBeReachedAndNothingIsKept() throws Exception {
    voters.waits(A);
    voters.waits(B);

    assertThat(refused(A)).containsExactly(FormationReason.VOTER_NOT_REACHED.name());

    assertThat(voters.note(A)).isEmpty();
    assertThat(voters.note(B)).isEmpty();
  }

  @Test
  void anEmptyVoterIsRefusedBesideAMember() throws Exception {
    voters.takesPart(A, OLD);
    voters.waits(B);
    voters.waits(W);

    assertThat(refused(B))
        .containsExactly(
            FormationReason.VOTER_HOLDS_DATA.name(),
            FormationReason.VOTER_LOST_DATA.name(),
            FormationReason.VOTER_LOST_DATA.name());
    Await.until(
        () -> voters.waiting(B).toString(),
        () -> voters.waiting(B).reason() == Waiting.Reason.AWAITS_REPLACEMENT);
    assertThat(voters.note(B)).isEmpty();
  }

  @Test
  void aVoterThatLostItsDataIsWarnedOf() throws Exception {
    voters.takesPart(A, OLD);
    voters.takesPart(B, OLD);
    voters.waits(W);

    FormClusterResponse formed = voters.form(W);

    assertThat(formed.getResult()).isEqualTo(FormClusterResponse.Result.FORMED_BEFORE);
    assertThat(formed.getVotersList()).containsExactly("a", "b");
    assertThat(formed.getWarningsList())
        .extracting(Notice::getReason)
        .containsExactly(FormationReason.VOTER_LOST_DATA.name());
    assertThat(voters.note(W)).isEmpty();
  }

  /** Whoever forms the cluster again, as a job of Kubernetes does, finds it formed. */
  @Test
  void whoTookAPlaceIsOfTheFormationOfTheOthers() throws Exception {
    voters.takesPart(A, OLD);
    voters.joined(B, OLD);
    voters.waits(W);

    FormClusterResponse formed = voters.form(W);

    assertThat(formed.getResult()).isEqualTo(FormClusterResponse.Result.FORMED_BEFORE);
    assertThat(formed.getVotersList()).containsExactly("a", "b");
    assertThat(voters.note(B)).contains(new FormationNote(OLD, FormationNote.Step.FORMED));
  }

  @Test
  void whatWasInterruptedBeforeAnybodyBeganIsFormedAnew() throws Exception {
    voters.prepared(A, OLD);
    voters.waits(A);
    voters.waits(B);
    voters.waits(W);

    assertThat(voters.form(B).getResult()).isEqualTo(FormClusterResponse.Result.FORMED);

    voters.awaitBegin(A);
    assertThat(voters.note(A).map(FormationNote::formation))
        .isEqualTo(voters.note(W).map(FormationNote::formation))
        .isNotEqualTo(Optional.of(OLD));
  }

  @Test
  void whoWasPreparedBeginsByItselfWhenAnotherHas() throws Exception {
    voters.prepared(B, OLD);
    voters.waits(B);
    voters.takesPart(A, OLD);

    voters.awaitBegin(B);
  }

  @Test
  void whoHasBegunGoesOnWithItAfterARestart() throws Exception {
    voters.begun(A, OLD);
    voters.waits(A);

    voters.awaitBegin(A);
  }

  @Test
  void whoseDataIsGoneDoesNotEvenWait() throws Exception {
    voters.formed(A, OLD);

    assertThatThrownBy(() -> voters.waits(A))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the data of this node is gone");
  }

  @Test
  void whoWaitsIsAliveNotReadyAndSaysWhy() throws Exception {
    voters.waits(A);

    assertThat(voters.get(A, "/livez").statusCode()).isEqualTo(200);
    assertThat(voters.get(A, "/readyz").statusCode()).isEqualTo(503);
    assertThat(voters.get(A, "/readyz").body()).startsWith("AWAITS_FORMATION: ");
    assertThat(voters.get(A, "/check_health").statusCode()).isEqualTo(500);
    assertThat(voters.get(A, "/api/v1/Admin/GetStatus").statusCode()).isEqualTo(503);
    assertThat(voters.get(A, "/api/v1/Admin/GetStatus").body())
        .contains("NO_QUORUM", "a waits: AWAITS_FORMATION");
    QuorateClient hasty = voters.client(A, Duration.ofSeconds(3));
    assertThatThrownBy(() -> hasty.status(GetStatusRequest.getDefaultInstance()))
        .isInstanceOf(NoQuorumException.class)
        .hasMessageContaining("a waits: AWAITS_FORMATION");
  }
}
