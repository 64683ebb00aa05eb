package io.quorate.core.secret;

import io.quorate.core.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the rules say to a command.
 *
 * @param event what follows; null when it is refused, or would change nothing
 * @param refusals all the reasons against it; empty when it is accepted
 */
public record SecretDecision(@Nullable SecretEvent event, List<Refusal> refusals) {
  /** Keeps its own copy. */
  public SecretDecision {
    refusals = List.copyOf(refusals);
  }

  static SecretDecision of(SecretEvent event) {
    return new SecretDecision(event, List.of());
  }

  static SecretDecision refused(List<Refusal> refusals) {
    return new SecretDecision(null, refusals);
  }

  static SecretDecision unchanged() {
    return new SecretDecision(null, List.of());
  }
}
