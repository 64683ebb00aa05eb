package io.quorate.core.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.store.CountingStore;
import io.quorate.core.store.InMemoryStore;
import io.quorate.core.store.Row;
import io.quorate.core.store.Table;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What an entry sees of its own writes, and what is written of them. */
class EntryStoreTest {
  private final InMemoryStore rows = new InMemoryStore();
  private final CountingStore counted = new CountingStore(rows);

  @Test
  void aHotRowIsWrittenOnceAndAtTheEnd() {
    EntryStore entry = new EntryStore(counted);
    for (long value = 1; value <= 100; value++) {
      entry.put(Table.COUNTERS, "c", value);
      assertThat(entry.get(Table.COUNTERS, "c")).isEqualTo(value);
    }
    assertThat(counted.writes()).isZero();
    assertThat(rows.get(Table.COUNTERS, "c")).isNull();

    entry.end();

    assertThat(counted.writes()).isEqualTo(1);
    assertThat(rows.get(Table.COUNTERS, "c")).isEqualTo(100);
  }

  @Test
  void whatIsOnlyReadIsNotWritten() {
    rows.put(Table.COUNTERS, "c", 1L);
    EntryStore entry = new EntryStore(counted);
    assertThat(entry.get(Table.COUNTERS, "c")).isEqualTo(1);
    assertThat(entry.get(Table.COUNTERS, "absent")).isNull();
    entry.end();
    assertThat(counted.writes()).isZero();
  }

  @Test
  void aSearchSeesWhatTheEntryHasDone() {
    rows.put(Table.COUNTERS, "a", 1L);
    rows.put(Table.COUNTERS, "b", 2L);
    EntryStore entry = new EntryStore(rows);
    entry.put(Table.COUNTERS, "c", 3L);
    entry.delete(Table.COUNTERS, "a");
    assertThat(entry.range(Table.COUNTERS, "", "~", 9))
        .containsExactly(new Row<>("b", 2L), new Row<>("c", 3L));
    assertThat(entry.keys(Table.COUNTERS, "", "~", 9)).containsExactly("b", "c");
    assertThat(entry.rangeDescending(Table.COUNTERS, "", "~", 1))
        .containsExactly(new Row<>("c", 3L));
  }

  /** Against a store without anything in between. */
  @Test
  void makesNoDifferenceToWhatIsReadOrLeft() {
    SplittableRandom random = new SplittableRandom(7);
    InMemoryStore plain = new InMemoryStore();
    for (int entries = 0; entries < 200; entries++) {
      EntryStore entry = new EntryStore(rows);
      for (int i = 0; i < 30; i++) {
        Table<Long> table = random.nextBoolean() ? Table.COUNTERS : Table.RUNTIME_DEADLINES;
        String key = "k" + random.nextInt(8);
        switch (random.nextInt(4)) {
          case 0 -> {
            long value = random.nextLong();
            entry.put(table, key, value);
            plain.put(table, key, value);
          }
          case 1 -> {
            entry.delete(table, key);
            plain.delete(table, key);
          }
          case 2 ->
              assertThat(entry.range(table, "", "~", 5)).isEqualTo(plain.range(table, "", "~", 5));
          default -> assertThat(entry.get(table, key)).isEqualTo(plain.get(table, key));
        }
      }
      entry.end();
      for (Table<Long> table : List.of(Table.COUNTERS, Table.RUNTIME_DEADLINES)) {
        assertThat(rows.range(table, "", "~", 99)).isEqualTo(plain.range(table, "", "~", 99));
      }
    }
  }
}
