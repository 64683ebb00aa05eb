package io.quorate.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.Revision;
import org.junit.jupiter.api.Test;

/** When a secret is missing among the files of a member. */
final class SecretNeedTest {
  private static final Delivered WHOLE = new Delivered(new Revision(5), "digest", "digest");

  private static DeliveryReport.Secrets met(SecretNeed need, Delivered known, long head) {
    return need.met(known, new Revision(head));
  }

  @Test
  void whoNeedsNoneMissesNone() {
    assertThat(met(SecretNeed.NONE, Delivered.NOTHING, 9))
        .isEqualTo(DeliveryReport.Secrets.NONE_MISSING);
  }

  @Test
  void whatWasNeverWrittenIsMissing() {
    assertThat(met(SecretNeed.OPENED, Delivered.NOTHING, 9))
        .isEqualTo(DeliveryReport.Secrets.MISSING);
    Delivered notTakenUp = new Delivered(Revision.NONE, "digest", "");
    assertThat(met(SecretNeed.OPENED, notTakenUp, 9))
        .as("a reload command that fails is no missing file")
        .isEqualTo(DeliveryReport.Secrets.NONE_MISSING);
    assertThat(met(SecretNeed.OPENED, WHOLE, 9))
        .as("the newest may still be on its way")
        .isEqualTo(DeliveryReport.Secrets.NONE_MISSING);
  }

  @Test
  void whatCannotBeOpenedIsMissingUnlessItIsThereFromBefore() {
    assertThat(met(SecretNeed.CLOSED, Delivered.NOTHING, 5))
        .isEqualTo(DeliveryReport.Secrets.MISSING);
    assertThat(met(SecretNeed.CLOSED, WHOLE, 6)).isEqualTo(DeliveryReport.Secrets.MISSING);
    assertThat(met(SecretNeed.CLOSED, WHOLE, 5)).isEqualTo(DeliveryReport.Secrets.NONE_MISSING);
  }
}
