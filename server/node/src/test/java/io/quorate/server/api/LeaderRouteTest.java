package io.quorate.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.quorate.client.error.Refusals;
import org.junit.jupiter.api.Test;

/** What a caller is told of the leader's errors. */
final class LeaderRouteTest {
  /** A client goes on to the next node, which the leader may know. */
  @Test
  void thatTheLeaderDoesNotKnowThisNodeIsNoRefusalOfTheCaller() {
    Throwable told =
        LeaderRoute.asAnswered(
            Status.UNAUTHENTICATED.withDescription("node a is revoked").asRuntimeException());
    assertThat(Status.fromThrowable(told).getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(told).hasMessageContaining("node a is revoked");
    assertThat(Refusals.fromThrowable(told).orElseThrow().reasons())
        .singleElement()
        .satisfies(reason -> assertThat(reason.getReason()).isEqualTo(Refusals.NO_QUORUM));
  }

  @Test
  void whatTheLeaderRefusesIsToldAsItIs() {
    Throwable refused = Status.PERMISSION_DENIED.withDescription("vera").asRuntimeException();
    assertThat(LeaderRoute.asAnswered(refused)).isSameAs(refused);
  }
}
