package io.quorate.server.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.server.process.Await;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whether a node could promote is looked at again at once when there is reason to doubt it. */
final class PromotionProofTest {
  private final AtomicReference<Optional<String>> truth = new AtomicReference<>(Optional.empty());
  private final AtomicInteger trials = new AtomicInteger();
  private final AtomicInteger told = new AtomicInteger();
  private final PromotionProof proof = new PromotionProof(this::tried, told::incrementAndGet);

  private Optional<String> tried() {
    Optional<String> found = truth.get();
    trials.incrementAndGet();
    return found;
  }

  @AfterEach
  void end() {
    proof.close();
  }

  @Test
  void aGuardThatDidNotComeUpIsReasonToLookAgain() throws Exception {
    proof.start();
    Await.until(() -> "" + trials, () -> trials.get() == 1);
    truth.set(Optional.of("java is not there any more"));
    assertThat(proof.against()).as("looked at every two minutes").isEmpty();

    proof.doubted();

    Await.until(
        () -> "" + proof.against(),
        () -> proof.against().equals(Optional.of("java is not there any more")));
    Await.until(() -> "" + told, () -> told.get() == 1);
  }
}
