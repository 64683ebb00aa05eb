package io.quorate.client.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.rpc.BadRequest;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.protobuf.StatusProto;
import io.quorate.v1.Notice;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RefusalsTest {

  @Test
  void whatIsEncodedIsDecoded() {
    List<Notice> reasons =
        List.of(
            notice("NOT_ELIGIBLE", "b is not eligible: größer", "look at b", "members[1].node"),
            notice("PAUSED", "the group is paused", "", ""));
    for (Status.Code code :
        List.of(Status.Code.FAILED_PRECONDITION, Status.Code.INVALID_ARGUMENT)) {
      CallRefusal refusal = Refusals.fromThrowable(Refusals.toStatus(code, reasons)).orElseThrow();
      assertThat(refusal).isEqualTo(new CallRefusal(code, reasons));
      assertThat(Refusals.fromThrowable(Refusals.toStatus(refusal))).contains(refusal);
    }
  }

  @Test
  void invalidArgumentNamesTheFieldsForEverybody() throws Exception {
    StatusException thrown =
        Refusals.toStatus(
            Status.Code.INVALID_ARGUMENT,
            List.of(notice("BAD", "is bad", "fix it", "timing.lease")));
    com.google.rpc.Status status = Objects.requireNonNull(StatusProto.fromThrowable(thrown));
    BadRequest request = status.getDetails(status.getDetailsCount() - 1).unpack(BadRequest.class);
    assertThat(request.getFieldViolations(0).getField()).isEqualTo("timing.lease");
    assertThat(request.getFieldViolations(0).getDescription()).isEqualTo("is bad");
    assertThat(status.getMessage()).isEqualTo("timing.lease: is bad");
  }

  @Test
  void manyReasonsStillFitIntoTheHeaders() {
    List<Notice> reasons = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      reasons.add(notice("REASON_" + i, "ü".repeat(1_000), "do".repeat(50), "members[" + i + "]"));
    }
    StatusException thrown = Refusals.toStatus(Status.Code.INVALID_ARGUMENT, reasons);
    Metadata trailers = Objects.requireNonNull(thrown.getTrailers());
    byte[] details =
        trailers.get(Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER));
    assertThat(details).isNotNull().hasSizeLessThan(5_800);
    List<Notice> decoded = Refusals.fromThrowable(thrown).orElseThrow().reasons();
    assertThat(decoded.size()).isGreaterThan(1);
    Notice last = decoded.get(decoded.size() - 1);
    assertThat(last.getReason()).isEqualTo(Refusals.MORE_REASONS);
    assertThat(last.getMessage())
        .isEqualTo((201 - decoded.size()) + " further reasons do not fit here");
  }

  @Test
  void errorsOfOthersAreNoRefusals() {
    assertThat(Refusals.fromThrowable(Status.UNAVAILABLE.asException())).isEmpty();
    assertThat(Refusals.fromThrowable(new IllegalStateException("a bug"))).isEmpty();
    assertThatThrownBy(() -> Refusals.toStatus(Status.Code.ABORTED, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void saysWhetherSomethingMayHaveBeenDone() {
    CallRefusal noQuorum = Refusals.fromThrowable(Refusals.noQuorum("m", "r")).orElseThrow();
    assertThat(noQuorum.code()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(noQuorum.hasReason(Refusals.NO_QUORUM)).isTrue();
    CallRefusal unknown = Refusals.fromThrowable(Refusals.outcomeUnknown("m", "r")).orElseThrow();
    assertThat(unknown.hasReason(Refusals.OUTCOME_UNKNOWN)).isTrue();
  }

  private static Notice notice(String reason, String message, String remedy, String path) {
    return Notice.newBuilder()
        .setReason(reason)
        .setMessage(message)
        .setRemedy(remedy)
        .setPath(path)
        .build();
  }
}
