package io.quorate.server.api;

import io.quorate.core.registry.Decision;
import java.util.concurrent.CompletableFuture;

/** Turns a decision into an answer or an error. */
final class Decided {
  private Decided() {}

  static CompletableFuture<Decision.Accepted> accepted(Decision decision) {
    if (decision instanceof Decision.Accepted accepted) {
      return CompletableFuture.completedFuture(accepted);
    }
    Decision.Rejected rejected = (Decision.Rejected) decision;
    return CompletableFuture.failedFuture(Refused.of(rejected.refusals()));
  }
}
