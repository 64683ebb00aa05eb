package io.quorate.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status.Code;
import io.quorate.client.error.CallRefusal;
import io.quorate.client.error.Refusals;
import io.quorate.v1.GetStatusRequest;
import io.quorate.v1.GroupStatus;
import io.quorate.v1.Status;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What is told of a group that the answering node does not know. */
final class StatusAnswersTest {
  private static final GetStatusRequest OF_WEB =
      GetStatusRequest.newBuilder().setGroup("web").build();

  @Test
  void aConfirmedAbsenceIsAnAnswer() {
    CallRefusal refusal = refusal(status(Status.Source.QUORUM));
    assertThat(refusal.code()).isEqualTo(Code.NOT_FOUND);
    assertThat(refusal.hasReason("UNKNOWN_GROUP")).isTrue();
  }

  @Test
  void anUnconfirmedAbsenceIsNone() {
    CallRefusal refusal = refusal(status(Status.Source.LOCAL));
    assertThat(refusal.code()).isEqualTo(Code.UNAVAILABLE);
    assertThat(refusal.hasReason(Refusals.NO_QUORUM)).isTrue();
    assertThat(refusal.reasons().get(0).getMessage()).contains("node-b").contains("web");
  }

  @Test
  void whatIsKnownIsShown() {
    Status known =
        status(Status.Source.LOCAL).toBuilder()
            .addGroups(GroupStatus.newBuilder().setName("web"))
            .build();
    assertThat(StatusAnswers.answer(OF_WEB, known)).isCompletedWithValue(known);
  }

  @Test
  void whoAsksForAllIsToldOfNone() {
    Status none = status(Status.Source.LOCAL);
    assertThat(StatusAnswers.answer(GetStatusRequest.getDefaultInstance(), none))
        .isCompletedWithValue(none);
  }

  private static Status status(Status.Source source) {
    return Status.newBuilder().setSource(source).setAnsweredBy("node-b").build();
  }

  private static CallRefusal refusal(Status status) {
    CompletableFuture<Status> answer = StatusAnswers.answer(OF_WEB, status);
    assertThat(answer).isCompletedExceptionally();
    return Refusals.fromThrowable(answer.handle((value, failure) -> failure).join()).orElseThrow();
  }
}
