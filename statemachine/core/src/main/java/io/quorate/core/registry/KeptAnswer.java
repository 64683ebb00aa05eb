package io.quorate.core.registry;

import io.quorate.core.Fingerprint;
import java.util.List;

/**
 * What a write of a session was answered.
 *
 * @param sequence of the write
 * @param fingerprint of what was asked for
 * @param decision without events; of several refusals the first one only
 */
public record KeptAnswer(long sequence, Fingerprint fingerprint, Decision decision) {

  static KeptAnswer of(long sequence, Fingerprint fingerprint, Decision decision) {
    return new KeptAnswer(sequence, fingerprint, brief(decision));
  }

  private static Decision brief(Decision decision) {
    if (decision instanceof Decision.Accepted accepted) {
      return new Decision.Accepted(List.of(), accepted.answer());
    }
    return new Decision.Rejected(((Decision.Rejected) decision).refusals().subList(0, 1));
  }
}
