package io.quorate.core.config;

import static io.quorate.core.config.ConfiguredGroup.SPACE;
import static io.quorate.core.config.ConfiguredGroup.delete;
import static io.quorate.core.config.ConfiguredGroup.rollback;
import static io.quorate.core.config.ConfiguredGroup.set;
import static io.quorate.core.config.ConfiguredGroup.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.Revision;
import io.quorate.core.store.Row;
import io.quorate.core.store.Table;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The history of a space is bounded by commits and by bytes, and shortened step by step. */
final class ConfigHistoryTest {
  private static final int ALL = Integer.MAX_VALUE;

  /** What a change of the value at "a" takes up of the history: the place, and the value. */
  private static final long STEP = "@/a".length() + 10L;

  private final ConfiguredGroup group = new ConfiguredGroup().raised();

  private void steps(int count) {
    for (int i = 0; i < count; i++) {
      group.done(write(set("a", "" + (1_000_000_000 + i))));
    }
  }

  private static ConfigHistory.Limit bytes(long bytes) {
    return new ConfigHistory.Limit(ConfigLimits.KEPT_COMMITS, bytes);
  }

  /** The oldest revision after the history was shortened. */
  private long shortened(ConfigHistory history) {
    ConfigHead head = history.shortened(SPACE, group.view().head());
    group.store.put(Table.CONFIG_HEADS, SPACE.group().value(), head);
    return head.oldest().value();
  }

  private long shortened(ConfigHistory.Limit limit, int rows) {
    return shortened(new ConfigHistory(group.store, limit, rows));
  }

  @Test
  void theOldestIsDroppedBeyondItsBytes() {
    steps(10);

    assertThat(shortened(bytes(4 * STEP), ALL)).isEqualTo(6);
    ConfigHead head = group.view().head();
    assertThat(head.replaced()).isEqualTo(4 * STEP);
    assertThat(group.store.size(Table.CONFIG_UNDO)).isEqualTo(4);
    assertThat(group.store.size(Table.CONFIG_COMMITS)).isEqualTo(5);
    assertThat(group.view().beyondReach(new Revision(5)).map(Refusal::reason))
        .contains(Reason.COMPACTED);
    assertThat(shortened(bytes(4 * STEP), ALL)).as("no more than that").isEqualTo(6);
    group.done(rollback(6));
    assertThat(group.get("a")).isEqualTo("1000000005");
  }

  @Test
  void orBeyondItsCommits() {
    steps(10);

    assertThat(shortened(new ConfigHistory.Limit(3, 1_000_000), ALL)).isEqualTo(7);
    assertThat(group.store.size(Table.CONFIG_UNDO)).isEqualTo(3);
  }

  @Test
  void theLastCommitCanAlwaysBeUndone() {
    steps(10);

    assertThat(shortened(bytes(0), ALL)).isEqualTo(9);
    group.done(rollback(9));
    assertThat(group.get("a")).isEqualTo("1000000008");
  }

  @Test
  void anEntryDropsNoMoreRowsThanItMayAndTheNextGoesOn() {
    steps(10);
    group.done(write(set("a", "1"), set("b", "1"), set("c", "1")));
    group.done(write(delete("a"), delete("b"), delete("c")));

    ConfigHistory entry = new ConfigHistory(group.store, bytes(0), 3);
    assertThat(shortened(entry)).isEqualTo(3);
    assertThat(shortened(entry)).as("the entry has no room left").isEqualTo(3);
    assertThat(shortened(bytes(0), 7)).isEqualTo(10);
    assertThat(shortened(bytes(0), 2)).as("not half a commit").isEqualTo(10);
    assertThat(shortened(bytes(0), 3)).isEqualTo(11);
    assertThat(group.store.size(Table.CONFIG_UNDO)).isEqualTo(3);
  }

  @Test
  void aCommitDropsNoMoreRowsThanOneMayMake() {
    int full = ConfigLimits.COMMIT_CHANGES / ConfigLimits.EDITS;
    for (int i = 0; i < full + 5; i++) {
      ConfigEdit[] edits = new ConfigEdit[ConfigLimits.EDITS];
      for (int path = 0; path < edits.length; path++) {
        edits[path] = set("p" + path, "" + i);
      }
      group.done(write(edits));
    }

    ConfigHistory entry = new ConfigHistory(group.store, bytes(0), ALL);
    assertThat(shortened(entry)).isEqualTo(full);
    assertThat(shortened(entry)).isEqualTo(full + 4);
  }

  @Test
  void itsBytesAreThoseOfItsRows() {
    Random random = new Random(3);
    for (int i = 0; i < 500; i++) {
      String path = "p" + random.nextInt(20);
      int what = random.nextInt(10);
      if (what == 0) {
        group.done(rollback(group.view().head().oldest().value()));
      } else if (what < 3) {
        group.done(write(delete(path)));
      } else {
        group.done(write(set(path, "x".repeat(random.nextInt(50))), set("other" + i % 7, "" + i)));
      }
      if (i % 50 == 49) {
        shortened(bytes(2_000), ALL);
        assertThat(group.view().head().replaced()).isLessThanOrEqualTo(2_000);
      }
      assertThat(group.view().head().replaced()).isEqualTo(stored());
    }
  }

  private long stored() {
    long bytes = 0;
    int prefix = group.view().undoPrefix(new Revision(1)).length();
    for (Row<ConfigUndo> row : group.store.range(Table.CONFIG_UNDO, "", "~", ALL)) {
      ConfigEntry before = row.value().before();
      bytes += row.key().length() - prefix + (before == null ? 0 : before.value().size());
    }
    return bytes;
  }

  @Test
  void aCommitSaysWhatItReplaced() {
    steps(2);

    ConfigCommit commit = Objects.requireNonNull(group.view().commit(new Revision(2)));
    assertThat(commit.size()).isEqualTo(new ConfigCommit.Size(1, 0, 10, STEP));
  }
}
