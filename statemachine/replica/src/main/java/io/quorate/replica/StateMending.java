package io.quorate.replica;

import io.quorate.replica.identity.DataRefusal;
import io.quorate.replica.identity.DataRefusedException;
import io.quorate.replica.store.ExaminedCheckpoints;
import io.quorate.replica.store.RocksStore;
import io.quorate.replica.store.StoreFailure;
import io.quorate.replica.store.StoredCheckpoint;
import io.quorate.replica.store.TableCodecs;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks, before Ratis does, whether the state can be made again from a whole checkpoint and the
 * log. What is damaged and not needed is set aside, so that it neither keeps the node from starting
 * nor is sent to another.
 */
final class StateMending {
  private static final Logger LOG = LoggerFactory.getLogger(StateMending.class);

  private final StateFiles files;
  private final TableCodecs codecs;

  StateMending(StateFiles files, TableCodecs codecs) {
    this.files = files;
    this.codecs = codecs;
  }

  /**
   * Afterwards the newest checkpoint is whole, and the log goes on from it without a gap.
   *
   * @param found the checkpoints as they are
   * @param firstOfLog index of the first entry of the log
   */
  void mend(ExaminedCheckpoints found, long firstOfLog) throws IOException, DataRefusedException {
    if (firstOfLog <= found.position().index() + 1) {
      files.checkpoints().setAside(found.damaged());
      return;
    }
    try (RocksStore store = openStore()) {
      if (store == null || firstOfLog > store.applied().index() + 1) {
        throw gap(firstOfLog, found);
      }
      files.checkpoints().setAside(found.damaged());
      StoredCheckpoint made = files.checkpoints().create(store);
      LOG.warn("made a checkpoint of the store, {}: the log does not reach back", made.folder());
    }
  }

  private @Nullable RocksStore openStore() {
    if (!Files.exists(files.layout().storeFolder().resolve("CURRENT"))) {
      return null;
    }
    try {
      return RocksStore.open(files.layout().storeFolder(), codecs, files.budget());
    } catch (StoreFailure unreadable) {
      LOG.warn("the store cannot be used: {}", unreadable.getMessage());
      return null;
    }
  }

  private DataRefusedException gap(long firstOfLog, ExaminedCheckpoints found) {
    List<String> damaged =
        found.damaged().stream().map(part -> part.checkpoint().folder().toString()).toList();
    return new DataRefusedException(
        new DataRefusal(
            "the log begins with entry "
                + firstOfLog
                + " but the newest whole checkpoint ends with "
                + found.position(),
            files.layout().snapshotFolder().toString(),
            (damaged.isEmpty() ? "Checkpoints are gone. " : "These are damaged: " + damaged + ". ")
                + DataRefusal.LOST_VOTER));
  }
}
