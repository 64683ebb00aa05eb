package io.quorate.replica.store;

import io.quorate.replica.disk.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoints of a store, each in a folder {@code ckpt.TERM_INDEX}. Ratis replaces the whole
 * snapshot folder when it installs one from the leader, so nothing else may live in it.
 */
public final class Checkpoints {
  private static final Pattern NAME = Pattern.compile("ckpt\\.(\\d+)_(\\d+)");

  private final Path snapshots;
  private final Path scratch;
  private final DamagedParts damaged;

  /**
   * Over existing or future folders of one file system.
   *
   * @param snapshots where checkpoints lie
   * @param scratch where one is made before it is complete
   * @param damaged where those go that are not whole any more
   */
  public Checkpoints(Path snapshots, Path scratch, DamagedParts damaged) {
    this.snapshots = snapshots;
    this.scratch = scratch;
    this.damaged = damaged;
  }

  /** Checkpoints by position, oldest first. */
  public List<StoredCheckpoint> list() throws IOException {
    List<StoredCheckpoint> found = new ArrayList<>();
    for (Path path : DurableFiles.list(snapshots)) {
      Matcher name = NAME.matcher(path.getFileName().toString());
      if (name.matches() && Files.isDirectory(path)) {
        long term = Long.parseLong(name.group(1));
        long index = Long.parseLong(name.group(2));
        found.add(new StoredCheckpoint(path, new EntryPosition(term, index)));
      }
    }
    found.sort(Comparator.comparingLong(checkpoint -> checkpoint.position().index()));
    return found;
  }

  /** The newest checkpoint, or null. */
  public @Nullable StoredCheckpoint newest() throws IOException {
    List<StoredCheckpoint> all = list();
    return all.isEmpty() ? null : all.get(all.size() - 1);
  }

  /** Looks at them, the newest first, until one is complete and unchanged. */
  public ExaminedCheckpoints examine() throws IOException {
    List<StoredCheckpoint> all = list();
    List<ExaminedCheckpoints.Damaged> unusable = new ArrayList<>();
    for (int i = all.size() - 1; i >= 0; i--) {
      StoredCheckpoint checkpoint = all.get(i);
      try {
        verify(checkpoint);
        return new ExaminedCheckpoints(checkpoint, unusable);
      } catch (IOException damage) {
        unusable.add(
            new ExaminedCheckpoints.Damaged(checkpoint, String.valueOf(damage.getMessage())));
      }
    }
    return new ExaminedCheckpoints(null, unusable);
  }

  /** Takes those that are damaged away to where damaged parts go. */
  public void setAside(List<ExaminedCheckpoints.Damaged> unusable) throws IOException {
    for (ExaminedCheckpoints.Damaged part : unusable) {
      damaged.take(part.checkpoint().folder(), part.why());
    }
  }

  /** Takes a store away to where damaged parts go. */
  public void setAside(Path store, String why) throws IOException {
    damaged.take(store, why);
  }

  /**
   * Makes a checkpoint of the store as it is now; the same position twice gives the one that is
   * there.
   */
  public StoredCheckpoint create(RocksStore store) throws IOException {
    Path unfinished = scratch.resolve("checkpoint");
    DurableFiles.deleteTree(unfinished);
    Files.createDirectories(scratch);
    Files.createDirectories(snapshots);
    EntryPosition position = store.checkpoint(unfinished);
    DurableFiles.replace(
        unfinished.resolve(CheckpointManifest.NAME), CheckpointManifest.of(unfinished, position));
    DurableFiles.forceTree(unfinished);
    Path target = snapshots.resolve("ckpt." + position.term() + "_" + position.index());
    DurableFiles.deleteTree(target);
    DurableFiles.move(unfinished, target);
    return new StoredCheckpoint(target, position);
  }

  /**
   * Throws {@link IOException} with the reason when the checkpoint is not complete and unchanged.
   */
  public void verify(StoredCheckpoint checkpoint) throws IOException {
    CheckpointManifest.verify(checkpoint.folder(), checkpoint.position());
  }

  /**
   * Puts a store made of the checkpoint in the place of the one in {@code live}, which must be
   * closed. After a crash in between, {@code live} is the old store, or missing.
   */
  public void install(StoredCheckpoint checkpoint, Path live) throws IOException {
    // Ratis forces neither the chunks it received nor its renames to disk.
    DurableFiles.forceTree(snapshots);
    verify(checkpoint);
    Path next = live.resolveSibling(live.getFileName() + ".next");
    Path old = live.resolveSibling(live.getFileName() + ".old");
    DurableFiles.deleteTree(next);
    DurableFiles.deleteTree(old);
    Files.createDirectories(next);
    for (Path file : DurableFiles.list(checkpoint.folder())) {
      copy(file, next);
    }
    DurableFiles.forceTree(next);
    if (Files.exists(live)) {
      DurableFiles.move(live, old);
    }
    DurableFiles.move(next, live);
    DurableFiles.deleteTree(old);
  }

  /** Deletes all but the newest {@code count} checkpoints. */
  public void keepNewest(int count) throws IOException {
    List<StoredCheckpoint> all = list();
    for (StoredCheckpoint checkpoint : all.subList(0, Math.max(0, all.size() - count))) {
      DurableFiles.deleteTree(checkpoint.folder());
    }
  }

  private static void copy(Path file, Path folder) throws IOException {
    String name = file.getFileName().toString();
    if (name.equals(CheckpointManifest.NAME) || name.endsWith(".md5")) {
      return;
    }
    if (name.endsWith(".sst")) {
      Files.createLink(folder.resolve(name), file);
    } else {
      Files.copy(file, folder.resolve(name));
    }
  }
}
