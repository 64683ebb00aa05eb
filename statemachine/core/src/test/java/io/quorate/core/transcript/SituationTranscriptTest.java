package io.quorate.core.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.Reason;
import io.quorate.core.sync.SyncReason;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the planner would do, and what the forecast and the explanation say. */
final class SituationTranscriptTest {
  private static final List<String> FILES =
      List.of(
          "held",
          "vacant",
          "planned-changes",
          "eligibility",
          "forecast",
          "explain",
          "sync",
          "facts",
          "facts-that-hold");

  private final Set<Reason> reasons = EnumSet.noneOf(Reason.class);
  private final Set<SyncReason> syncReasons = EnumSet.noneOf(SyncReason.class);

  @Test
  void transcriptsHoldAndShowEveryReason() throws IOException {
    for (String file : FILES) {
      TranscriptFiles.check("failover/" + file, new SituationScript(reasons, syncReasons)::block);
    }

    assertThat(reasons).containsAll(TranscriptFiles.ofSituations());
    assertThat(syncReasons).containsExactlyInAnyOrder(SyncReason.values());
  }
}
