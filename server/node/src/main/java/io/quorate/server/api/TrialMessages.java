package io.quorate.server.api;

import io.quorate.core.PlainText;
import io.quorate.core.registry.Request;
import io.quorate.replica.codec.RegistryCodec;
import io.quorate.server.trial.TrialResult;
import io.quorate.v1.TryConfigRequest;
import io.quorate.v1.TryConfigResponse;
import java.util.List;
import java.util.Optional;

/** What nodes say to each other of commits that are tried. */
final class TrialMessages {
  private TrialMessages() {}

  /** The request that is to be tried; empty when it is none that this version can read. */
  static Optional<Request> request(TryConfigRequest message) {
    try {
      List<Request> requests = RegistryCodec.decodeRequests(message.getEntry().toByteArray());
      return requests.size() == 1 ? Optional.of(requests.get(0)) : Optional.empty();
    } catch (RuntimeException unreadable) {
      return Optional.empty();
    }
  }

  static TryConfigResponse of(TrialResult result) {
    return TryConfigResponse.newBuilder()
        .setOutcome(
            switch (result.outcome()) {
              case ACCEPTED -> TryConfigResponse.Outcome.ACCEPTED;
              case REFUSED -> TryConfigResponse.Outcome.REFUSED;
              case TIMED_OUT -> TryConfigResponse.Outcome.TIMED_OUT;
              case CANNOT_RUN -> TryConfigResponse.Outcome.CANNOT_RUN;
              case OVERTAKEN -> TryConfigResponse.Outcome.OVERTAKEN;
            })
        .setExitCode(result.exitCode())
        .setText(PlainText.of(result.text()))
        .build();
  }

  /** What is not known of an answer is no acceptance. */
  static TrialResult read(TryConfigResponse message) {
    TrialResult.Outcome outcome =
        switch (message.getOutcome()) {
          case ACCEPTED -> TrialResult.Outcome.ACCEPTED;
          case REFUSED -> TrialResult.Outcome.REFUSED;
          case TIMED_OUT -> TrialResult.Outcome.TIMED_OUT;
          case OVERTAKEN -> TrialResult.Outcome.OVERTAKEN;
          case CANNOT_RUN, OUTCOME_UNSPECIFIED, UNRECOGNIZED -> TrialResult.Outcome.CANNOT_RUN;
        };
    return new TrialResult(outcome, message.getExitCode(), PlainText.of(message.getText()));
  }
}
