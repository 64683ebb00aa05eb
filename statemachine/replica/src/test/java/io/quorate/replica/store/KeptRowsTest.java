package io.quorate.replica.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.store.Table;
import org.junit.jupiter.api.Test;

final class KeptRowsTest {
  private final KeptRows rows = new KeptRows();

  private String seen(String key) {
    KeptRows.Known<Long> known = rows.get(Table.COUNTERS, key);
    return known == null ? "unknown" : String.valueOf(known.value());
  }

  @Test
  void anEntrySeesWhatItWritesAndWhatStands() {
    assertThat(seen("a")).isEqualTo("unknown");
    rows.read(Table.COUNTERS, "a", 1L);
    rows.write(Table.COUNTERS, "a", 2L);
    rows.write(Table.COUNTERS, "b", 3L);
    assertThat(seen("a")).isEqualTo("2");
    rows.stands();
    assertThat(seen("a")).isEqualTo("2");
    assertThat(seen("b")).isEqualTo("3");
  }

  @Test
  void whatWasNotWrittenDoesNotStand() {
    rows.read(Table.COUNTERS, "a", 1L);
    rows.write(Table.COUNTERS, "a", 2L);
    rows.write(Table.COUNTERS, "b", 3L);
    rows.undone();
    assertThat(seen("a")).isEqualTo("1");
    assertThat(seen("b")).isEqualTo("unknown");
  }

  @Test
  void aDeletedRowIsNoneInItsEntryAndUnknownAfterIt() {
    rows.read(Table.COUNTERS, "a", 1L);
    rows.write(Table.COUNTERS, "a", null);
    assertThat(seen("a")).isEqualTo("null");
    rows.stands();
    assertThat(seen("a")).isEqualTo("unknown");
  }

  @Test
  void rowsOfOtherTablesAreNotKept() {
    rows.write(Table.FACTS, "a", "x");
    assertThat(rows.get(Table.FACTS, "a")).isNull();
    assertThat(KeptRows.keeps(Table.FACTS)).isFalse();
    assertThat(KeptRows.keeps(Table.GROUPS)).isTrue();
  }

  @Test
  void thoseThatWereUsedLastAreKept() {
    rows.read(Table.COUNTERS, "used", 0L);
    for (long i = 0; i < 2L * KeptRows.MOST; i++) {
      rows.read(Table.COUNTERS, "n" + i, i);
      assertThat(seen("used")).isEqualTo("0");
    }
    assertThat(seen("n0")).isEqualTo("unknown");
    assertThat(seen("n" + KeptRows.MOST)).isEqualTo("unknown");
    assertThat(seen("n" + (2L * KeptRows.MOST - 1))).isNotEqualTo("unknown");
  }
}
