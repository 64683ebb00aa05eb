package io.quorate.replica.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorate.core.store.Row;
import io.quorate.core.store.Store;
import io.quorate.core.store.StoreView;
import io.quorate.core.store.Table;
import io.quorate.replica.TextCodecs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RocksStoreTest {
  private static final TextCodecs CODECS = new TextCodecs();

  @TempDir Path root;

  private RocksStore open() {
    return RocksStore.openOrCreate(root.resolve("store"), CODECS, StoreBudget.WITNESS);
  }

  private static EntryPosition at(long index) {
    return new EntryPosition(1, index);
  }

  private static void write(RocksStore store, long index, String... keys) {
    store.write(
        at(index),
        tables -> {
          for (String key : keys) {
            tables.put(Table.FACTS, key, "v" + index);
          }
          return keys.length;
        });
  }

  private static List<String> keys(List<Row<String>> rows) {
    return rows.stream().map(Row::key).toList();
  }

  private static List<String> all(StoreView view) {
    return keys(view.range(Table.FACTS, "", "~", 100));
  }

  @Test
  void aRowThatIsKeptIsAsItWasStored() {
    try (RocksStore store = open()) {
      store.write(at(1), tables -> put(tables, 1));
      assertThatThrownBy(
              () ->
                  store.write(
                      at(2),
                      tables -> {
                        put(tables, 2);
                        throw new IllegalStateException("a bug");
                      }))
          .hasMessage("a bug");
      store.write(
          at(3),
          tables -> {
            assertThat(tables.get(Table.COUNTERS, "n")).isEqualTo(1);
            return 0;
          });
      store.write(
          at(4),
          tables -> {
            tables.delete(Table.COUNTERS, "n");
            assertThat(tables.get(Table.COUNTERS, "n")).isNull();
            return 0;
          });
      List<String> left = store.write(at(5), tables -> tables.keys(Table.COUNTERS, "", "~", 9));
      assertThat(left).isEmpty();
    }
  }

  private static long put(Store tables, long value) {
    tables.put(Table.COUNTERS, "n", value);
    return value;
  }

  @Test
  void anEntrySeesItsOwnWritesInEveryKindOfRead() {
    try (RocksStore store = open()) {
      write(store, 0, "a", "c", "e");
      store.write(
          at(1),
          tables -> {
            tables.put(Table.FACTS, "b", "new");
            tables.put(Table.FACTS, "c", "changed");
            tables.delete(Table.FACTS, "e");
            seesOwnWrites(tables);
            return 0;
          });
      assertThat(store.<List<String>>read(RocksStoreTest::all)).containsExactly("a", "b", "c");
      assertThat(store.applied()).isEqualTo(at(1));
    }
  }

  private static void seesOwnWrites(Store tables) {
    assertThat(tables.get(Table.FACTS, "b")).isEqualTo("new");
    assertThat(tables.get(Table.FACTS, "c")).isEqualTo("changed");
    assertThat(tables.get(Table.FACTS, "e")).isNull();
    assertThat(all(tables)).containsExactly("a", "b", "c");
    assertThat(keys(tables.rangeDescending(Table.FACTS, "a", "c", 9))).containsExactly("b", "a");
    assertThat(keys(tables.rangeDescending(Table.FACTS, "b", "~", 9))).containsExactly("c", "b");
    assertThat(keys(tables.range(Table.FACTS, "b", "c", 9))).containsExactly("b");
    assertThat(keys(tables.range(Table.FACTS, "a", "~", 2))).containsExactly("a", "b");
    assertThat(tables.range(Table.COUNTERS, "", "~", 9)).isEmpty();
    assertThat(tables.keys(Table.FACTS, "", "~", 9)).containsExactly("a", "b", "c");
    assertThat(tables.keys(Table.FACTS, "b", "c", 9)).containsExactly("b");
    assertThat(tables.keys(Table.FACTS, "aa", "~", 1)).containsExactly("b");
    assertThat(tables.keys(Table.FACTS, "d", "~", 9)).isEmpty();
  }

  @Test
  void anEntryThatThrowsWritesNothing() {
    try (RocksStore store = open()) {
      write(store, 0, "a");
      assertThatThrownBy(
              () ->
                  store.write(
                      at(1),
                      tables -> {
                        tables.put(Table.FACTS, "b", "x");
                        throw new IllegalStateException("bug");
                      }))
          .hasMessage("bug");
      assertThat(store.applied()).isEqualTo(at(0));
      assertThat(store.<List<String>>read(RocksStoreTest::all)).containsExactly("a");
    }
  }

  @Test
  void aReaderSeesOneMomentAndNothingAfterwards() {
    try (RocksStore store = open()) {
      write(store, 0, "a");
      StoreView[] escaped = new StoreView[1];
      store.read(
          view -> {
            escaped[0] = view;
            write(store, 1, "b");
            assertThat(all(view)).containsExactly("a");
            return 0;
          });
      assertThatThrownBy(() -> escaped[0].get(Table.FACTS, "a"))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void isThereAfterClosingAndRefusesUseAfterwards() {
    RocksStore first = open();
    write(first, 7, "a");
    first.close();
    assertThatThrownBy(() -> write(first, 8, "b")).hasMessageContaining("closed");
    try (RocksStore second = open()) {
      assertThat(second.applied()).isEqualTo(at(7));
      assertThat(second.<List<String>>read(RocksStoreTest::all)).containsExactly("a");
    }
  }

  @Test
  void aCrashGoesBackToTheLastFlushOfAllTablesAtOnce() throws IOException {
    try (RocksStore store = open()) {
      write(store, 0, "a");
      store.checkpoint(root.resolve("checkpoint"));
      store.write(
          at(1),
          tables -> {
            tables.put(Table.FACTS, "b", "x");
            tables.put(Table.COUNTERS, "b", 1L);
            return 0;
          });
      // What a kill leaves: the files as they are, without what is only in memory.
      copy(root.resolve("store"), root.resolve("crashed"));
    }
    try (RocksStore store = RocksStore.open(root.resolve("crashed"), CODECS, StoreBudget.WITNESS)) {
      assertThat(store.applied()).isEqualTo(at(0));
      assertThat(store.<List<String>>read(RocksStoreTest::all)).containsExactly("a");
      assertThat(store.<Integer>read(v -> v.range(Table.COUNTERS, "", "~", 9).size())).isZero();
    }
  }

  @Test
  void refusesKeysThatWouldBecomeOthers() {
    try (RocksStore store = open()) {
      assertThatThrownBy(() -> write(store, 0, "ä")).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void refusesAStoreThatIsNotThere() {
    assertThatThrownBy(() -> RocksStore.open(root.resolve("none"), CODECS, StoreBudget.DATA))
        .isInstanceOf(StoreFailure.class);
  }

  @Test
  void aTableOfAnotherVersionIsKeptAlsoInACheckpoint() throws Exception {
    byte[] row = {1, 2, 3};
    try (RocksStore store = open()) {
      write(store, 0, "a");
    }
    FutureFamily.put(root.resolve("store"), row);
    try (RocksStore store = open()) {
      write(store, 1, "b");
      store.checkpoint(root.resolve("checkpoint"));
    }
    for (String folder : List.of("store", "checkpoint")) {
      try (RocksStore store = RocksStore.open(root.resolve(folder), CODECS, StoreBudget.DATA)) {
        assertThat(store.<List<String>>read(RocksStoreTest::all)).containsExactly("a", "b");
      }
      assertThat(FutureFamily.get(root.resolve(folder))).containsExactly(row);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }
}
