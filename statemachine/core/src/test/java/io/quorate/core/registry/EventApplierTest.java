package io.quorate.core.registry;

import static io.quorate.core.config.ConfiguredGroup.SPACE;
import static io.quorate.core.config.ConfiguredGroup.set;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.ClusterTime;
import io.quorate.core.Revision;
import io.quorate.core.config.ConfigChanged;
import io.quorate.core.config.ConfigOrigin;
import io.quorate.core.secret.Ciphertext;
import io.quorate.core.secret.Generation;
import io.quorate.core.secret.ResealedRow;
import io.quorate.core.secret.SealTag;
import io.quorate.core.secret.SealedRow;
import io.quorate.core.secret.SecretEvent;
import io.quorate.core.store.InMemoryStore;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How much one entry may change: all of it is one write to the store, held in memory. */
final class EventApplierTest {
  private static final int MOST = EntryLimits.MAX_EVENTS;

  private final EventApplier applier = new EventApplier(new InMemoryStore(), new ClusterTime(0));

  private static Event commit(int edits) {
    return new Event.Configured(
        new ConfigChanged(
            SPACE,
            new Revision(1),
            new ConfigChanged.Why(ConfigOrigin.WRITE, ""),
            Collections.nCopies(edits, set("a", "1")),
            null),
        "eva");
  }

  private static Event resealed(int rows) {
    ResealedRow row =
        new ResealedRow(
            new SealedRow(SealedRow.Kind.CURRENT, "k"),
            new SealTag("0".repeat(SealTag.DIGITS)),
            new Ciphertext(new byte[1]));
    return new Event.SecretsKept(
        new SecretEvent.RowsResealed(
            new Generation(1), new Generation(2), Collections.nCopies(rows, row)));
  }

  @Test
  void eachValueOfACommitCounts() {
    assertThat(applier.hasRoomFor(List.of(commit(MOST)))).isTrue();
    assertThat(applier.hasRoomFor(List.of(commit(MOST + 1)))).isFalse();
    assertThat(applier.hasRoomFor(List.of(commit(MOST), commit(1)))).isFalse();
  }

  @Test
  void aCommitThatChangesNothingCountsAsOne() {
    assertThat(applier.hasRoomFor(Collections.nCopies(MOST, commit(0)))).isTrue();
    assertThat(applier.hasRoomFor(Collections.nCopies(MOST + 1, commit(0)))).isFalse();
  }

  @Test
  void eachSecretThatIsSealedAnewCounts() {
    assertThat(applier.hasRoomFor(List.of(resealed(MOST)))).isTrue();
    assertThat(applier.hasRoomFor(List.of(resealed(MOST + 1)))).isFalse();
  }
}
