package io.quorate.core.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.ClusterTime;
import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.store.CountingStore;
import io.quorate.core.store.InMemoryStore;
import io.quorate.core.store.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class JournalTest {
  private static final GroupId WEB = new GroupId("web");
  private static final GroupId DB = new GroupId("db");

  private final InMemoryStore rows = new InMemoryStore();
  private final CountingStore store = new CountingStore(rows);

  private void write(String group) {
    Journal.append(
        store,
        new JournalEntry(
            Journal.next(store),
            new ClusterTime(1),
            group,
            "PAUSED",
            Epoch.NONE,
            "",
            "ann",
            "",
            Duration.ZERO));
  }

  private static List<Long> sequences(List<JournalEntry> lines) {
    return lines.stream().map(JournalEntry::sequence).toList();
  }

  @Test
  void theOldestLineGoesWithoutASearch() {
    for (int i = 0; i < Journal.OVERALL + 500; i++) {
      write(i % 2 == 0 ? "web" : "db");
    }
    assertThat(store.searches()).isZero();
    assertThat(rows.size(Table.RECENT)).isEqualTo(Journal.OVERALL);
    assertThat(rows.size(Table.JOURNAL)).isEqualTo(2 * Journal.PER_GROUP);
  }

  @Test
  void pagesOfAGroupMeetWithoutGapOrOverlap() {
    for (int i = 0; i < 3 * Journal.PER_GROUP; i++) {
      write(i % 3 == 0 ? "web" : "db");
    }
    write("web");
    List<Long> whole = sequences(Journal.newest(store, WEB, Long.MAX_VALUE, 10_000));
    assertThat(whole).hasSize(Journal.PER_GROUP).startsWith(3_001L, 2_998L).endsWith(4L);
    List<Long> paged = new ArrayList<>();
    long before = Long.MAX_VALUE;
    for (List<Long> page = List.of(0L); !page.isEmpty(); ) {
      page = sequences(Journal.newest(store, WEB, before, 7));
      paged.addAll(page);
      before = page.isEmpty() ? before : page.get(page.size() - 1);
    }
    assertThat(paged).isEqualTo(whole);
  }

  @Test
  void aPageBeginsBeforeASequenceOfAnotherGroup() {
    write("web");
    write("db");
    write("web");
    assertThat(sequences(Journal.newest(store, DB, 3, 9))).containsExactly(2L);
    assertThat(sequences(Journal.newest(store, WEB, 3, 9))).containsExactly(1L);
    assertThat(sequences(Journal.newest(store, WEB, 2, 9))).containsExactly(1L);
    assertThat(sequences(Journal.newest(store, WEB, 1, 9))).isEmpty();
    assertThat(sequences(Journal.newest(store, new GroupId("none"), 3, 9))).isEmpty();
  }
}
