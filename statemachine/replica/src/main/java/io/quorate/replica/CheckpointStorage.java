package io.quorate.replica;

import io.quorate.replica.disk.DurableFiles;
import io.quorate.replica.store.Checkpoints;
import io.quorate.replica.store.StoredCheckpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.server.storage.FileInfo;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.statemachine.SnapshotInfo;
import org.apache.ratis.statemachine.SnapshotRetentionPolicy;
import org.apache.ratis.statemachine.StateMachineStorage;
import org.apache.ratis.statemachine.impl.FileListSnapshotInfo;
import org.jspecify.annotations.Nullable;

/** Shows our checkpoints to Ratis, which sends the newest to followers that are too far behind. */
final class CheckpointStorage implements StateMachineStorage {
  private final Checkpoints checkpoints;
  private volatile @Nullable SnapshotInfo newest;

  CheckpointStorage(Checkpoints checkpoints) {
    this.checkpoints = checkpoints;
  }

  /** Looks again at what there is. */
  void refresh() throws IOException {
    StoredCheckpoint found = checkpoints.newest();
    newest = found == null ? null : info(found);
  }

  @Override
  public void init(RaftStorage storage) {}

  @Override
  public void format() {}

  @Override
  @SuppressWarnings("NullAway") // Ratis says null for none
  public SnapshotInfo getLatestSnapshot() {
    return newest;
  }

  @Override
  public void cleanupOldSnapshots(SnapshotRetentionPolicy policy) throws IOException {
    checkpoints.keepNewest(RaftSettings.CHECKPOINTS_KEPT);
  }

  private static SnapshotInfo info(StoredCheckpoint checkpoint) throws IOException {
    List<FileInfo> files =
        DurableFiles.list(checkpoint.folder()).stream()
            .filter(Files::isRegularFile)
            .filter(path -> !path.toString().endsWith(".md5"))
            .map(CheckpointStorage::file)
            .toList();
    TermIndex position =
        TermIndex.valueOf(checkpoint.position().term(), checkpoint.position().index());
    return new FileListSnapshotInfo(files, position);
  }

  @SuppressWarnings("NullAway") // without a digest Ratis makes it while sending
  private static FileInfo file(Path path) {
    return new FileInfo(path, null);
  }
}
