package io.quorate.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class InMemoryStoreTest {
  private final InMemoryStore store = new InMemoryStore();

  @Test
  void rangesAreHalfOpenSortedAndLimited() {
    for (String key : new String[] {"c", "a", "d", "b"}) {
      store.put(Table.FACTS, key, key.toUpperCase(java.util.Locale.ROOT));
    }

    assertThat(store.range(Table.FACTS, "a", "d", 9))
        .extracting(Row::key)
        .containsExactly("a", "b", "c");
    assertThat(store.range(Table.FACTS, "b", "~", 2))
        .extracting(Row::value)
        .containsExactly("B", "C");
    assertThat(store.rangeDescending(Table.FACTS, "", "d", 2))
        .extracting(Row::key)
        .containsExactly("c", "b");
    assertThat(store.range(Table.FACTS, "d", "a", 9)).isEmpty();
    assertThat(store.rangeDescending(Table.FACTS, "a", "a", 9)).isEmpty();
  }

  @Test
  void tablesDoNotSeeEachOther() {
    store.put(Table.FACTS, "x", "text");
    store.put(Table.COUNTERS, "x", 7L);
    store.delete(Table.FACTS, "x");
    store.delete(Table.FACTS, "never there");

    assertThat(store.get(Table.FACTS, "x")).isNull();
    assertThat(store.get(Table.COUNTERS, "x")).isEqualTo(7L);
    assertThat(store.size(Table.COUNTERS)).isEqualTo(1);
    assertThat(store.dump()).isEqualTo("counters[x] = 7\n");
  }
}
