package io.quorate.replica;

import io.quorate.core.store.Store;
import io.quorate.core.store.StoreView;
import io.quorate.replica.store.EntryPosition;
import io.quorate.replica.store.LiveStore;
import io.quorate.replica.store.StoreFailure;
import io.quorate.replica.store.StoreNumbers;
import io.quorate.replica.store.StoredCheckpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.proto.RaftProtos.RaftConfigurationProto;
import org.apache.ratis.proto.RaftProtos.RoleInfoProto;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.exceptions.StateMachineException;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.statemachine.SnapshotInfo;
import org.apache.ratis.statemachine.StateMachineStorage;
import org.apache.ratis.statemachine.TransactionContext;
import org.apache.ratis.statemachine.impl.BaseStateMachine;
import org.apache.ratis.thirdparty.com.google.protobuf.UnsafeByteOperations;
import org.apache.ratis.util.LifeCycle;
import org.jspecify.annotations.Nullable;

/**
 * Ratis' view of the store.
 *
 * <p>Ratis replays from its newest snapshot, the store may be further: entries that it holds are
 * skipped. Every entry, also Ratis' own, moves the store's position, so that a gap in what arrives
 * is found at once.
 */
final class ReplicaStateMachine<E> extends BaseStateMachine {
  private final ReplicaParts<E> parts;
  private final StateFiles files;
  private final Proposals proposals;
  private final String self;
  private final AppliedIndex applied = new AppliedIndex();
  private final StateLevel level;
  private final CheckpointStorage storage;
  private volatile @Nullable LiveStore live;
  private volatile boolean closing;
  private volatile long configurationTerm;

  ReplicaStateMachine(ReplicaParts<E> parts, StateFiles files, Proposals proposals, String self) {
    this.parts = parts;
    this.files = files;
    this.proposals = proposals;
    this.self = self;
    this.storage = new CheckpointStorage(files.checkpoints());
    this.level = new StateLevel(parts.levels());
  }

  AppliedIndex appliedIndex() {
    return applied;
  }

  EntryPosition position() {
    return store().applied();
  }

  EntryPosition snapshotPosition() {
    SnapshotInfo newest = storage.getLatestSnapshot();
    return newest == null
        ? EntryPosition.NONE
        : new EntryPosition(newest.getTerm(), newest.getIndex());
  }

  <T extends @Nullable Object> T read(Function<StoreView, T> question) {
    try {
      return store().read(question);
    } catch (StoreFailure e) {
      parts.halt().halt(HaltReason.STORE_FAILED, "cannot read the store", e);
      throw e;
    }
  }

  /** Copies the state; an entry that is in the copy. */
  EntryPosition copy(Path folder) throws IOException {
    try {
      return store().copy(folder);
    } catch (StoreFailure failed) {
      // Whoever wants a copy ends nothing; what is wrong with the store itself the next entry
      // finds.
      throw new IOException(failed.getMessage(), failed);
    }
  }

  /** Numbers of the store; empty while a checkpoint takes its place. */
  Optional<StoreNumbers> storeNumbers() {
    return store().numbers();
  }

  /** What comes from now on was asked for. */
  void beginClosing() {
    closing = true;
  }

  boolean isClosing() {
    return closing;
  }

  // ---- life cycle, called by Ratis

  @Override
  public void initialize(RaftServer server, RaftGroupId group, RaftStorage raftStorage)
      throws IOException {
    getLifeCycle()
        .startAndTransition(
            () -> {
              super.initialize(server, group, raftStorage);
              // The log is formatted by now, and nothing has been voted for yet.
              files.sentinel().seal();
              open();
            });
  }

  private void open() throws IOException {
    LiveStore opened =
        LiveStore.open(
            files.layout().storeFolder(), files.checkpoints(), parts.codecs(), files.budget());
    try {
      replaced(opened);
    } catch (LevelRefusedException e) {
      opened.close();
      throw e;
    }
    live = opened;
    storage.refresh();
    SnapshotInfo snapshot = storage.getLatestSnapshot();
    if (snapshot != null) {
      setLastAppliedTermIndex(snapshot.getTermIndex());
    }
    applied.set(opened.applied().index());
  }

  private void replaced(LiveStore state) {
    state.read(
        view -> {
          level.look(view);
          parts.observer().replaced(state.applied(), view);
          return level;
        });
  }

  /**
   * Ratis is about to replace the snapshots. The store goes on until {@link #reinitialize}, on the
   * applying thread.
   */
  @Override
  public void pause() {
    if (getLifeCycleState() == LifeCycle.State.RUNNING) {
      getLifeCycle().transition(LifeCycle.State.PAUSING);
      getLifeCycle().transition(LifeCycle.State.PAUSED);
    }
  }

  @Override
  public void reinitialize() throws IOException {
    try {
      EntryPosition restored = store().restore();
      replaced(store());
      storage.refresh();
      setLastAppliedTermIndex(TermIndex.valueOf(restored.term(), restored.index()));
      files.highWater().raise(restored);
      applied.set(restored.index());
      parts.listener().restored(restored);
    } catch (LevelRefusedException e) {
      halt(HaltReason.LEVEL_REFUSED, String.valueOf(e.getMessage()), null);
      throw e;
    } catch (IOException | RuntimeException e) {
      halt(
          HaltReason.INSTALL_FAILED,
          "cannot install the leader's snapshot in " + files.layout().groupFolder(),
          e);
      throw e;
    }
    if (getLifeCycleState() == LifeCycle.State.PAUSED) {
      getLifeCycle().startAndTransition(() -> {});
    }
  }

  @Override
  public void close() {
    LiveStore current = live;
    if (current != null) {
      current.close();
    }
  }

  // ---- entries

  @Override
  public TransactionContext startTransaction(RaftClientRequest request) throws IOException {
    if (!request.getClientId().equals(proposals.client())) {
      throw new StateMachineException("only the node itself proposes");
    }
    return TransactionContext.newBuilder()
        .setStateMachine(this)
        .setClientRequest(request)
        .setLogData(
            EntryEnvelope.wrap(
                level.present(), parts.wallMillis().getAsLong(), request.getMessage().getContent()))
        .build();
  }

  @Override
  public TransactionContext preAppendTransaction(TransactionContext transaction) {
    RaftClientRequest request = transaction.getClientRequest();
    if (request != null) {
      proposals.reachesLog(request.getCallId());
    }
    return transaction;
  }

  @Override
  public CompletableFuture<Message> applyTransaction(TransactionContext transaction) {
    LogEntryProto entry = Objects.requireNonNull(transaction.getLogEntry());
    EntryPosition position = new EntryPosition(entry.getTerm(), entry.getIndex());
    try {
      Message reply = apply(position, entry);
      moved(position);
      return CompletableFuture.completedFuture(reply);
    } catch (RuntimeException | Error e) {
      applyFailed(position, e);
      throw e;
    }
  }

  private Message apply(EntryPosition position, LogEntryProto entry) {
    LiveStore store = store();
    if (alreadyApplied(store, position)) {
      return Message.EMPTY;
    }
    EntryEnvelope envelope = EntryEnvelope.of(entry.getStateMachineLogEntry().getLogData(), level);
    LogEntry asProposed = new LogEntry(position, envelope.stampMillis(), envelope.payload());
    AppliedEntry<E> result = store.write(position, tables -> apply(asProposed, tables));
    // The observer and the listener first: who waits for the entry may look at what they keep. All
    // before the reply, so that who is told that it was applied can read it.
    store.read(
        view -> {
          parts.observer().applied(position, result.events(), view);
          return position;
        });
    parts.listener().applied(position, result.events());
    applied.set(position.index());
    return Message.valueOf(UnsafeByteOperations.unsafeWrap(result.reply()));
  }

  /** An entry that raises the level beyond what this program knows is not written. */
  private AppliedEntry<E> apply(LogEntry entry, Store tables) {
    AppliedEntry<E> result = parts.applier().apply(entry, tables);
    level.look(tables);
    return result;
  }

  /** Ratis' own entries: configurations, and the first of a term. */
  @Override
  public void notifyTermIndexUpdated(long term, long index) {
    EntryPosition position = new EntryPosition(term, index);
    try {
      if (!alreadyApplied(store(), position)) {
        store().write(position, tables -> position);
        applied.set(index);
      }
      moved(position);
    } catch (RuntimeException | Error e) {
      applyFailed(position, e);
      throw e;
    }
  }

  private static boolean alreadyApplied(LiveStore store, EntryPosition position) {
    long done = store.applied().index();
    if (position.index() > done + 1) {
      throw new IllegalStateException(
          "entry " + position + " arrived, but the store ends at " + store.applied());
    }
    return position.index() <= done;
  }

  private void moved(EntryPosition position) {
    updateLastAppliedTermIndex(position.term(), position.index());
  }

  private void applyFailed(EntryPosition position, Throwable cause) {
    if (cause instanceof LevelRefusedException) {
      halt(
          HaltReason.LEVEL_REFUSED,
          "cannot apply entry " + position + ": " + cause.getMessage(),
          null);
      return;
    }
    HaltReason reason =
        cause instanceof StoreFailure ? HaltReason.STORE_FAILED : HaltReason.APPLY_FAILED;
    halt(reason, "cannot apply entry " + position, cause);
  }

  @Override
  public CompletableFuture<Message> query(Message request) {
    // Ratis' reads can be stale (ratis.md, finding 1).
    return CompletableFuture.failedFuture(
        new StateMachineException("reads do not go through the log's engine"));
  }

  // ---- snapshots

  @Override
  public StateMachineStorage getStateMachineStorage() {
    return storage;
  }

  @Override
  public long takeSnapshot() throws IOException {
    EntryPosition at = position();
    if (at.index() < 0 || at.index() > getLastAppliedTermIndex().getIndex()) {
      // Ratis is still replaying what the store already holds, and refuses a snapshot ahead of it.
      return snapshotPosition().index();
    }
    try {
      StoredCheckpoint made = store().checkpoint();
      storage.refresh();
      files.highWater().raise(made.position());
      return made.position().index();
    } catch (StoreFailure e) {
      halt(HaltReason.STORE_FAILED, "cannot make a checkpoint", e);
      throw e;
    }
  }

  // ---- what Ratis tells

  @Override
  public void notifyConfigurationChanged(
      long term, long index, RaftConfigurationProto configuration) {
    configurationTerm = term;
    boolean named =
        configuration.getPeersList().stream()
            .anyMatch(peer -> peer.getId().toStringUtf8().equals(self));
    if (!named) {
      return;
    }
    try {
      files.sentinel().joined();
    } catch (IOException e) {
      halt(HaltReason.STORE_FAILED, "cannot note that this node has joined", e);
    }
  }

  @Override
  public void notifyLeaderReady() {
    // The entry that makes a leader ready is a configuration of its term, told a moment ago.
    parts.listener().leadershipReady(configurationTerm);
  }

  @Override
  public void notifyNotLeader(Collection<TransactionContext> pending) {
    parts.listener().leadershipLost();
  }

  @Override
  public void notifyLogFailed(Throwable cause, @Nullable LogEntryProto entry) {
    halt(
        HaltReason.LOG_FAILED,
        "cannot write the log in " + files.layout().logFolder() + "; is the disk full?",
        cause);
  }

  @Override
  public void notifyServerShutdown(RoleInfoProto role, boolean allServer) {
    if (allServer) {
      halt(HaltReason.STOPPED_BY_ITSELF, "the log's engine shut down by itself", null);
    } else {
      halt(HaltReason.REMOVED, "the cluster has removed this member", null);
    }
  }

  private void halt(HaltReason reason, String message, @Nullable Throwable cause) {
    if (!closing) {
      parts.halt().halt(reason, message, cause);
    }
  }

  private LiveStore store() {
    LiveStore current = live;
    if (current == null) {
      throw new IllegalStateException("the store is not open yet");
    }
    return current;
  }
}
