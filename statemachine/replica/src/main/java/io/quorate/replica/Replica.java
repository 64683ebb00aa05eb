package io.quorate.replica;

import io.quorate.core.NodeId;
import io.quorate.core.membership.Founding;
import io.quorate.core.store.StoreView;
import io.quorate.replica.ProposalException.Kind;
import io.quorate.replica.RaftNode.Opening;
import io.quorate.replica.identity.DataIdentity;
import io.quorate.replica.identity.DataRefusedException;
import io.quorate.replica.identity.LogPosition;
import io.quorate.replica.identity.PeerSighting;
import io.quorate.replica.leadership.LeaderView;
import io.quorate.replica.leadership.VoterSets;
import io.quorate.replica.peer.Peer;
import io.quorate.replica.peer.PeerId;
import io.quorate.replica.store.EntryPosition;
import io.quorate.replica.store.RocksLibrary;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.thirdparty.com.google.protobuf.UnsafeByteOperations;
import org.jspecify.annotations.Nullable;

/**
 * One member's copy of the replicated state, and its part in keeping it.
 *
 * <p>Safe for use by many threads. None of its answers about leadership is proof: what must be
 * certain needs a majority that attests {@link #currentTerm} (rule G1).
 *
 * @param <E> type of the events that entries lead to
 */
public final class Replica<E> implements ReplicatedLog, AutoCloseable {
  /** Largest entry that can be proposed. */
  public static final int MAX_ENTRY_BYTES = 768 << 10;

  private final ReplicaConfig config;
  private final ReplicaStateMachine<E> stateMachine;
  private final RaftNode node;
  private final Proposals proposals;
  private final ReplicaLoops loops;
  private final ExecutorService replies;
  private final DirectoryLock lock;

  private Replica(ReplicaConfig config, ReplicaStateMachine<E> stateMachine, Started started) {
    this.config = config;
    this.stateMachine = stateMachine;
    this.node = started.node();
    this.proposals = started.proposals();
    this.loops = started.loops();
    this.replies = ReplicaLoops.singleThread("replica-replies");
    this.lock = started.lock();
  }

  private record Started(
      RaftNode node, Proposals proposals, ReplicaLoops loops, DirectoryLock lock) {}

  /**
   * How far the data directory has come, read before {@link #start} so that peers can be asked what
   * they saw of this member ({@link io.quorate.replica.identity.RollbackGuard}). Must not be called
   * while a replica runs on it.
   *
   * @throws DataRefusedException when the log is damaged
   */
  public static LogPosition lastPosition(ReplicaConfig config)
      throws IOException, DataRefusedException {
    return new Preflight(config, StateFiles.of(config)).position();
  }

  /**
   * Whether the data directory holds nothing that was ever acknowledged, so that a cluster can be
   * formed with this member. Must not be called while a replica runs on it.
   *
   * @throws DataRefusedException when what is there cannot be read
   */
  public static boolean isUnformed(ReplicaConfig config) throws DataRefusedException {
    return StateFiles.of(config).sentinel().mayBeFounded(config.membership());
  }

  /**
   * Whose data the directory holds, and how far it has come; empty when it holds none. Must not be
   * called while a replica runs on it.
   *
   * @throws DataRefusedException when what is there cannot be read
   */
  public static Optional<DataIdentity> identity(ReplicaConfig config) throws DataRefusedException {
    return StateFiles.of(config).sentinel().identity();
  }

  /**
   * Notes, durably, that an empty directory is to join as this member, and what its data is called.
   *
   * @throws DataRefusedException when the directory holds data
   */
  public static void prepareToJoin(ReplicaConfig config, UUID incarnation)
      throws IOException, DataRefusedException {
    StateFiles.of(config).sentinel().prepareToJoin(config.membership(), incarnation);
  }

  /** Notes, durably, which cluster of the name it is that the member is to join. */
  public static void joinsFoundedAs(ReplicaConfig config, Founding founding) throws IOException {
    StateFiles.of(config).sentinel().joinsFoundedAs(founding);
  }

  /** Takes {@link #prepareToJoin} back, as long as nothing was formatted. */
  public static void forgetJoining(ReplicaConfig config) throws IOException, DataRefusedException {
    StateFiles.of(config).sentinel().forgetJoining();
  }

  /**
   * Starts a replica. It takes part in the cluster when this returns; whether there is a leader is
   * another question.
   *
   * @throws DataRefusedException when the data directory is empty, foreign, damaged or too old
   *     (rule S4)
   * @throws ReplicaStartException when it cannot start for another reason, such as a port in use
   */
  public static <E> Replica<E> start(ReplicaConfig config, ReplicaParts<E> parts)
      throws DataRefusedException, ReplicaStartException {
    return start(config, parts, WatchMode.WATCHED, RaftTweaks.NONE);
  }

  /** Whether the watchdog acts; tests turn it off to show what Ratis does without it. */
  enum WatchMode {
    WATCHED,
    UNWATCHED
  }

  static <E> Replica<E> start(
      ReplicaConfig config, ReplicaParts<E> parts, WatchMode watch, RaftTweaks tweaks)
      throws DataRefusedException, ReplicaStartException {
    RatisExits.disable();
    StateFiles files = StateFiles.of(config);
    DirectoryLock lock = DirectoryLock.take(config.dataDirectory(), files.layout().lockFile());
    Proposals proposals = new Proposals();
    ReplicaStateMachine<E> stateMachine =
        new ReplicaStateMachine<>(parts, files, proposals, config.membership().self().value());
    try {
      RocksLibrary.load(files.layout().nativeFolder());
      Opening opening = new Preflight(config, files).check(parts.codecs());
      RaftTweaks all =
          tweaks.then(parts.trust().<RaftTweaks>map(LinkTls::new).orElse(RaftTweaks.NONE));
      RaftNode node = RaftNode.start(config, stateMachine, proposals, opening, all);
      ReplicaLoops loops = new ReplicaLoops(config, node, parts.halt(), watch);
      loops.start(new ReplicaUpkeep(node, stateMachine, files.highWater()));
      return new Replica<>(config, stateMachine, new Started(node, proposals, loops, lock));
    } catch (DataRefusedException | ReplicaStartException e) {
      release(lock, e);
      throw e;
    } catch (IOException | RuntimeException e) {
      release(lock, e);
      throw new ReplicaStartException(
          "cannot start on " + config.dataDirectory() + ": " + why(e), e);
    }
  }

  // ---- proposing

  /**
   * Proposes an entry. The future ends with the applier's reply, or with a {@link
   * ProposalException}; it ends on a thread of its own, within the timeout and a little.
   *
   * @param entry at most {@link #MAX_ENTRY_BYTES}; not copied
   */
  @Override
  public CompletableFuture<byte[]> propose(byte[] entry, Duration timeout) {
    if (entry.length > MAX_ENTRY_BYTES) {
      throw new IllegalArgumentException("an entry of " + entry.length + " bytes");
    }
    Leadership leadership = leadership();
    if (leadership.state() == LeadershipState.FOLLOWER) {
      return refused(Kind.NOT_LEADER, "this node does not lead", leadership.leader());
    }
    if (!leadership.mayAnswer()) {
      return refused(Kind.UNAVAILABLE, "the leader is not ready or hears no majority", null);
    }
    long call = proposals.nextCall();
    if (!proposals.begin(call)) {
      return refused(Kind.OVERLOADED, Proposals.MAX_WAITING + " proposals wait", null);
    }
    Message message = Message.valueOf(UnsafeByteOperations.unsafeWrap(entry));
    return submit(message, call)
        .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .handleAsync(
            (reply, failure) -> ProposalOutcome.of(reply, failure, proposals.end(call)), replies);
  }

  private CompletableFuture<RaftClientReply> submit(Message message, long call) {
    try {
      // Ratis keeps its future for a retry that never comes; a timeout must not end that one.
      return node.submit(message, call).copy();
    } catch (IOException | RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static CompletableFuture<byte[]> refused(
      Kind kind, String message, @Nullable PeerId leader) {
    return CompletableFuture.failedFuture(new ProposalException(kind, message, leader, null));
  }

  // ---- leadership

  /** Who leads, as this node sees it now. */
  @Override
  public Leadership leadership() {
    return node.leadership(config.timing().answerLimit());
  }

  /**
   * This node's Raft term at this moment, as a power failure would leave it: once it has told
   * anybody that it voted in a later term, or asked for votes, it is that later one, and stays. A
   * node that reads T here has not helped anybody to lead a later term before (rule G1). 0 when the
   * disk cannot keep it.
   */
  @Override
  public long currentTerm() {
    return node.currentTerm();
  }

  /** Those who vote; a majority of both sets counts while membership is being changed (rule G1). */
  @Override
  public VoterSets voters() {
    return node.voters();
  }

  /** Hands leadership to a data node; ends with whether it was taken over within the limit. */
  @Override
  public CompletableFuture<Boolean> transferLeadership(PeerId to, Duration limit) {
    return given(() -> node.transfer(to, limit));
  }

  /** Gives leadership up to whoever takes it; ends with whether it was given up. */
  public CompletableFuture<Boolean> stepDown() {
    return given(() -> node.transfer(null, config.timing().max()));
  }

  /**
   * Gives leadership of this term up: this node cannot do a leader's work, although its log's
   * engine can. It can be elected again later, after the others had their chance.
   *
   * @return whether this node led and had not begun to give it up already
   */
  @Override
  public boolean giveUpLeadership() {
    return leadership().state() != LeadershipState.FOLLOWER && loops.giveUpLeadership();
  }

  @Override
  public Set<PeerId> keepingUp() {
    return loops.keepingUp();
  }

  /** What this node, while it led, saw the peer acknowledge; kept until this process ends. */
  @Override
  public Optional<PeerSighting> sighting(PeerId peer) {
    return loops.sightings().of(peer);
  }

  // ---- reading

  /** Index of the last entry that this node knows to be committed. */
  @Override
  public long commitIndex() {
    return node.commitIndex();
  }

  /** Index of the last entry that can be read here. */
  @Override
  public long appliedIndex() {
    return stateMachine.appliedIndex().value();
  }

  /** Whether the entry can be read here within the limit. Waits. */
  @Override
  public boolean awaitApplied(long index, Duration limit) throws InterruptedException {
    return stateMachine.appliedIndex().await(index, limit);
  }

  /**
   * Reads the state as it is here at this moment; entries go on being applied meanwhile. Be quick.
   */
  @Override
  public <T extends @Nullable Object> T read(Function<StoreView, T> question) {
    return stateMachine.read(question);
  }

  // ---- upkeep

  /** Makes a checkpoint now; ends with the index that it holds. */
  public CompletableFuture<Long> checkpoint() {
    return asked(node::snapshot).thenApplyAsync(RaftClientReply::getLogIndex, replies);
  }

  /**
   * Copies the state as it is here into a folder that does not exist, while entries go on being
   * applied; on the same file system tables are hard links.
   *
   * @return an entry that is in it; later ones may be in it too
   * @throws IOException when it cannot be made, as on a full disk
   */
  public EntryPosition copyState(Path folder) throws IOException {
    return stateMachine.copy(folder);
  }

  /**
   * Replaces the members of the cluster, one at a time, on the leader. Fails when that is not known
   * to be done: when the members are no longer the expected ones, or one cannot be reached.
   */
  @Override
  public CompletableFuture<?> setMembers(List<Peer> expected, List<Peer> next) {
    return asked(() -> node.setMembers(expected, next)).thenApplyAsync(reply -> reply, replies);
  }

  /** Numbers of this moment. */
  @Override
  public ReplicaMetrics metrics() {
    LeaderView view = node.leaderView();
    return new ReplicaMetrics(
        stateMachine.position(),
        node.commitIndex(),
        node.lastIndex(),
        stateMachine.snapshotPosition(),
        proposals.waiting(),
        view == null ? List.of() : view.followers());
  }

  /** Numbers of what it is built on, at this moment. */
  public EngineNumbers engine() {
    return new EngineNumbers(node.numbers(), stateMachine.storeNumbers());
  }

  /** Connections to its port that were closed: there were too many, or they said nothing. */
  public long linksTurnedAway() {
    return node.linksTurnedAway();
  }

  /**
   * Connects to every other member anew, one after the other, with the credentials of now. Returns
   * when it is done: some seconds for each.
   */
  public void connectAnew() throws InterruptedException {
    loops.connectAnew();
  }

  /** Connects to the peers of one member anew, as soon as it can be; does not wait for it. */
  public void connectAnew(NodeId member) {
    loops.connectAnew(member);
  }

  /** Last entry that was applied here, with its term. */
  public EntryPosition position() {
    return stateMachine.position();
  }

  /** Leaves the cluster's traffic and closes everything. Proposals that wait end as unknown. */
  @Override
  public void close() throws IOException {
    if (stateMachine.isClosing()) {
      return;
    }
    stateMachine.beginClosing();
    loops.close();
    node.close();
    replies.shutdown();
    lock.close();
  }

  /** Ratis itself, past every check of ours: for tests of what it does by itself. */
  RaftNode node() {
    return node;
  }

  /** Turns the watchdog on or off: for the same tests. */
  void watch(WatchMode mode) {
    loops.watch(mode);
  }

  /** Something that Ratis is asked to do. */
  @FunctionalInterface
  private interface Asking {
    CompletableFuture<RaftClientReply> ask() throws IOException;
  }

  private CompletableFuture<Boolean> given(Asking asking) {
    return asked(asking).handleAsync((reply, failure) -> failure == null, replies);
  }

  /** Ends with a reply that is a success. */
  private static CompletableFuture<RaftClientReply> asked(Asking asking) {
    try {
      return asking
          .ask()
          .thenCompose(
              reply ->
                  reply.isSuccess()
                      ? CompletableFuture.completedFuture(reply)
                      : CompletableFuture.failedFuture(reply.getException()));
    } catch (IOException | RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  static void release(DirectoryLock lock, Exception failure) {
    try {
      lock.close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  static String why(Throwable failure) {
    LevelRefusedException level = LevelRefusedException.among(failure);
    if (level != null) {
      return String.valueOf(level.getMessage());
    }
    Throwable cause = failure;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    return cause.toString();
  }
}
