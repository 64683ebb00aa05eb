package io.quorate.replica.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.store.StoreView;
import io.quorate.core.store.Table;
import io.quorate.replica.TextCodecs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.PerfContext;
import org.rocksdb.PerfLevel;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatchWithIndex;

/** What a search of rows costs beside the rows that it finds. */
class RocksViewTest {
  private static final int ROWS = 1_000;

  @TempDir Path root;
  private RocksFiles files;

  @BeforeEach
  void write() throws RocksDBException {
    files = RocksFiles.open(root, StoreBudget.WITNESS, true);
    for (int i = 0; i < ROWS; i++) {
      files.db().put(files.family(Table.FACTS), key(i), key(i));
    }
    files.db().setPerfLevel(PerfLevel.ENABLE_COUNT);
  }

  @AfterEach
  void close() {
    files.db().setPerfLevel(PerfLevel.DISABLE);
    files.close();
  }

  private static byte[] key(int number) {
    return name(number).getBytes(StandardCharsets.US_ASCII);
  }

  private static String name(int number) {
    return "row-" + (ROWS + number);
  }

  private void delete(int from, int to) throws RocksDBException {
    for (int i = from; i < to; i++) {
      files.db().delete(files.family(Table.FACTS), key(i));
    }
  }

  private long deletedRowsMet(Consumer<StoreView> search) {
    PerfContext counts = files.db().getPerfContext();
    counts.reset();
    try (ReadOptions options = new ReadOptions();
        WriteBatchWithIndex batch = new WriteBatchWithIndex(true)) {
      search.accept(new RocksView(files, new TextCodecs(), options));
      search.accept(
          new EntryBatch(
              files, new TextCodecs(), options, new EntryBatch.Writes(batch, new KeptRows())));
      return counts.getInternalDeleteSkippedCount();
    }
  }

  @Test
  void rowsThatWereDeletedBeyondTheRangeAreNotSteppedOver() throws RocksDBException {
    delete(500, ROWS - 1);
    long ascending =
        deletedRowsMet(
            view ->
                assertThat(view.range(Table.FACTS, name(0), name(500), ROWS))
                    .hasSize(500)
                    .last()
                    .extracting("key")
                    .isEqualTo(name(499)));
    assertThat(ascending).isLessThan(10);
  }

  @Test
  void rowsThatWereDeletedBelowTheRangeAreNotSteppedOver() throws RocksDBException {
    delete(1, 500);
    long descending =
        deletedRowsMet(
            view ->
                assertThat(view.rangeDescending(Table.FACTS, name(500), name(ROWS - 1), ROWS))
                    .hasSize(499)
                    .last()
                    .extracting("key")
                    .isEqualTo(name(500)));
    assertThat(descending).isLessThan(10);
  }
}
