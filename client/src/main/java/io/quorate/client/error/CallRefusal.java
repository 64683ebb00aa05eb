package io.quorate.client.error;

import io.grpc.Status;
import io.quorate.v1.Notice;
import java.util.List;

/**
 * Why a call was not carried out.
 *
 * @param code the gRPC status
 * @param reasons all of them, at least one
 */
public record CallRefusal(Status.Code code, List<Notice> reasons) {

  /**
   * Takes a copy.
   *
   * @throws IllegalArgumentException when there is no reason, or the code is OK
   */
  public CallRefusal {
    if (reasons.isEmpty() || code == Status.Code.OK) {
      throw new IllegalArgumentException("a refusal needs a reason and an error code, got " + code);
    }
    reasons = List.copyOf(reasons);
  }

  /** Whether one of the reasons has this machine-readable name. */
  public boolean hasReason(String reason) {
    return reasons.stream().anyMatch(notice -> notice.getReason().equals(reason));
  }
}
