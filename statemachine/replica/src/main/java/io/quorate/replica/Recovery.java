package io.quorate.replica;

import io.quorate.core.LevelRange;
import io.quorate.core.membership.Founding;
import io.quorate.core.store.Store;
import io.quorate.core.store.StoreView;
import io.quorate.replica.identity.DataIdentity;
import io.quorate.replica.identity.DataLayout;
import io.quorate.replica.identity.DataRefusal;
import io.quorate.replica.identity.DataRefusedException;
import io.quorate.replica.identity.Standing;
import io.quorate.replica.identity.StartMode;
import io.quorate.replica.peer.Membership;
import io.quorate.replica.raftlog.LogFolder;
import io.quorate.replica.store.EntryPosition;
import io.quorate.replica.store.LiveStore;
import io.quorate.replica.store.RocksLibrary;
import io.quorate.replica.store.RocksStore;
import io.quorate.replica.store.TableCodecs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.jspecify.annotations.Nullable;

/**
 * Founds a cluster anew from the data of one node that is stopped, when a majority is lost for
 * good.
 *
 * <p>It works on a copy, to which it applies the log to its very end: of an entry that may have
 * been acknowledged nothing is left out. The new cluster is another group of the log, with this
 * node as its only voter; it begins with a checkpoint far behind what the old one has written here.
 * Nothing of Ratis' is changed: the old folder is kept, the new one is as after the installation of
 * a snapshot.
 */
public final class Recovery implements AutoCloseable {
  private final ReplicaConfig config;
  private final Parts parts;
  private final DirectoryLock lock;
  private final StateLevel level;
  private final Membership next;
  private final FoundingDraft draft;
  private final RocksStore copy;
  private final long votingTerm;
  private long proven;
  private Instant written = Instant.EPOCH;

  /**
   * What applies entries.
   *
   * @param applier decides what entries do
   * @param codecs how records are stored
   * @param levels the feature levels at which both can work
   */
  public record Parts(EntryApplier<?> applier, TableCodecs codecs, LevelRange levels) {}

  private Recovery(ReplicaConfig config, Parts parts, UUID id, DirectoryLock lock)
      throws IOException, DataRefusedException {
    this.config = config;
    this.parts = parts;
    this.lock = lock;
    this.level = new StateLevel(parts.levels());
    StateFiles files = StateFiles.of(config);
    requireOwn(files, config.membership());
    ReplicaConfig foundedAnew = config.foundedAnew(id);
    this.next = foundedAnew.membership();
    this.draft = new FoundingDraft(foundedAnew, parts.codecs());
    try {
      RocksLibrary.load(files.layout().nativeFolder());
      Preflight preflight = new Preflight(config, files);
      preflight.repair(parts.codecs());
      this.votingTerm = preflight.position().votingTerm();
      this.copy = copy(files);
      this.proven = Math.max(copy.applied().index(), files.highWater().read().index());
      new LogFolder(files.layout().logFolder(), RaftSettings.MAX_LOG_ENTRY_BYTES)
          .readAll(this::read);
    } catch (IOException | DataRefusedException | RuntimeException failed) {
      draft.close();
      throw failed;
    }
  }

  /**
   * Looks at the data of a node that is stopped.
   *
   * @param id what the new cluster is called, if it comes to that; made at random
   * @throws DataRefusedException when the data is not that of a member, or is damaged
   * @throws ReplicaStartException when a process uses it, or it cannot be read
   */
  public static Recovery open(ReplicaConfig config, Parts parts, UUID id)
      throws DataRefusedException, ReplicaStartException {
    DirectoryLock lock =
        DirectoryLock.take(config.dataDirectory(), StateFiles.of(config).layout().lockFile());
    try {
      return new Recovery(config, parts, id, lock);
    } catch (DataRefusedException e) {
      Replica.release(lock, e);
      throw e;
    } catch (IOException | RuntimeException e) {
      Replica.release(lock, e);
      throw new ReplicaStartException(
          "cannot read the data in " + config.dataDirectory() + ": " + Replica.why(e), e);
    }
  }

  /**
   * Finishes what was begun and is complete: to be called before anything else looks at the data.
   *
   * @return the founding that took its place just now; empty when there was none
   */
  public static Optional<Founding> finish(Path dataDirectory)
      throws IOException, DataRefusedException, ReplicaStartException {
    FoundingFolder folder = new FoundingFolder(dataDirectory);
    if (!folder.isComplete()) {
      return Optional.empty();
    }
    DirectoryLock held =
        DirectoryLock.take(dataDirectory, new DataLayout(dataDirectory, new UUID(0, 0)).lockFile());
    try {
      return folder.finish();
    } finally {
      held.close();
    }
  }

  /** The data of a member, and of this one. */
  private static void requireOwn(StateFiles files, Membership membership)
      throws IOException, DataRefusedException {
    DataIdentity found = files.sentinel().identity().orElse(null);
    if (found == null || found.standing() != Standing.MEMBER) {
      throw new DataRefusedException(
          new DataRefusal(
              found == null
                  ? "there is no data"
                  : "this node has not voted yet, so it may lack what others acknowledged",
              files.layout().root().toString(),
              "Found the cluster anew on the node with the newest data."));
    }
    // As at a start with the data that is there, which changes nothing.
    boolean formatted = files.sentinel().admit(membership, StartMode.RESTART, UUID::randomUUID);
    if (formatted) {
      throw new IllegalStateException("the data of a member was formatted");
    }
  }

  private RocksStore copy(StateFiles files) throws IOException {
    try (LiveStore live =
        LiveStore.open(
            files.layout().storeFolder(), files.checkpoints(), parts.codecs(), files.budget())) {
      live.copy(draft.stateFolder());
    }
    return draft.open();
  }

  private void read(LogEntryProto entry) {
    if (entry.hasMetadataEntry()) {
      proven = Math.max(proven, entry.getMetadataEntry().getCommitIndex());
    }
    EntryEnvelope envelope =
        entry.hasStateMachineLogEntry()
            ? EntryEnvelope.of(entry.getStateMachineLogEntry().getLogData(), level)
            : null;
    if (envelope != null) {
      written = Instant.ofEpochMilli(envelope.stampMillis());
    }
    if (entry.getIndex() > copy.applied().index()) {
      apply(new EntryPosition(entry.getTerm(), entry.getIndex()), envelope);
    }
  }

  /** Ratis' own entries, which have no envelope, move the position only. */
  private void apply(EntryPosition position, @Nullable EntryEnvelope envelope) {
    if (position.index() != copy.applied().index() + 1) {
      throw new IllegalStateException(
          "entry " + position + " follows the state as of " + copy.applied());
    }
    copy.write(
        position,
        tables -> {
          if (envelope != null) {
            parts
                .applier()
                .apply(new LogEntry(position, envelope.stampMillis(), envelope.payload()), tables);
            level.look(tables);
          }
          return position;
        });
  }

  /** How far the data goes. */
  public Survivor survivor() {
    Membership membership = config.membership();
    return new Survivor(membership.founding(), membership.self(), copy.applied(), proven, written);
  }

  /** Reads the state as it is at the end of the log. */
  public <T extends @Nullable Object> T read(Function<StoreView, T> question) {
    return copy.read(question);
  }

  /**
   * Founds the cluster anew, with this node as its only voter.
   *
   * @param leap by how many entries the log leaps over what may be lost
   * @param change what becomes of the state
   * @return which of the clusters of its name it is
   */
  public Founding found(long leap, Consumer<Store> change)
      throws IOException, DataRefusedException {
    return draft.complete(next, votingTerm, leap, change);
  }

  /** What was not founded is forgotten. */
  @Override
  public void close() throws IOException {
    try {
      draft.close();
    } finally {
      lock.close();
    }
  }
}
