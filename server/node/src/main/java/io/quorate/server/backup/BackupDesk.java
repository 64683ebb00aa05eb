package io.quorate.server.backup;

import io.quorate.replica.disk.DurableFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes backups of what this node has, one at a time. */
public final class BackupDesk {
  private static final Logger LOG = LoggerFactory.getLogger(BackupDesk.class);

  private final Path folder;
  private final StateCopy state;
  private final AtomicBoolean busy = new AtomicBoolean();

  /**
   * Of one node.
   *
   * @param folder where a copy lies while it is sent: on the file system of the state
   */
  public BackupDesk(Path folder, StateCopy state) {
    this.folder = folder;
    this.state = state;
  }

  /** Whether whoever asks may make one now; then it must say when it is {@link #done}. */
  public boolean begin() {
    return !busy.getAndSet(true);
  }

  /** Writes one. */
  public void write(LongFunction<BackupLabel> label, OutputStream out) throws IOException {
    DurableFiles.deleteTree(folder); // of a process that died
    Files.createDirectories(folder);
    Path copy = folder.resolve("state");
    BackupFile.write(label.apply(state.into(copy)), copy, out);
  }

  /** Another may be made. */
  public void done() {
    try {
      DurableFiles.deleteTree(folder);
    } catch (IOException kept) {
      LOG.warn("the copy in {} is left: {}", folder, kept.toString());
    }
    busy.set(false);
  }
}
