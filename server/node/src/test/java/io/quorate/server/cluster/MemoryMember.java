package io.quorate.server.cluster;

import io.quorate.core.NodeId;
import io.quorate.core.registry.Event;
import io.quorate.core.store.InMemoryStore;
import io.quorate.core.store.StoreView;
import io.quorate.replica.AppliedEntry;
import io.quorate.replica.Leadership;
import io.quorate.replica.LeadershipState;
import io.quorate.replica.LogEntry;
import io.quorate.replica.ReplicaListener;
import io.quorate.replica.ReplicaMetrics;
import io.quorate.replica.ReplicatedLog;
import io.quorate.replica.VoterContact;
import io.quorate.replica.codec.RegistryApplier;
import io.quorate.replica.identity.PeerSighting;
import io.quorate.replica.image.RegistryImages;
import io.quorate.replica.leadership.VoterSets;
import io.quorate.replica.peer.Peer;
import io.quorate.replica.peer.PeerId;
import io.quorate.replica.store.EntryPosition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One member of a {@link MemoryLog}: applies what is committed to the registry that ships. */
final class MemoryMember implements ReplicatedLog, AutoCloseable {
  private final NodeId self;
  private final MemoryLog log;
  private final LongSupplier stamps;
  private final RegistryImages images = new RegistryImages();
  private final RegistryApplier registry = new RegistryApplier();
  private final InMemoryStore store = new InMemoryStore();
  private final ExecutorService applying;
  private final ExecutorService answering;
  private @Nullable ReplicaListener<Event> listener;
  private long term;
  private @Nullable NodeId leader;
  private long committed;
  private long applied;
  private boolean ready;
  private boolean paused;
  private boolean away;

  MemoryMember(NodeId self, MemoryLog log, LongSupplier stamps) {
    this.self = self;
    this.log = log;
    this.stamps = stamps;
    this.applying =
        Executors.newSingleThreadExecutor(task -> CuttableNetwork.daemon(task, "log-" + self));
    this.answering =
        Executors.newSingleThreadExecutor(task -> CuttableNetwork.daemon(task, "replies-" + self));
    images.replaced(new EntryPosition(0, 0), store);
    log.add(this);
  }

  NodeId self() {
    return self;
  }

  RegistryImages images() {
    return images;
  }

  synchronized void listen(ReplicaListener<Event> told) {
    listener = told;
  }

  /** Keeps what is committed waiting, until {@link #resume}. */
  synchronized void pause() {
    paused = true;
  }

  /** Applies again. */
  synchronized void resume() {
    paused = false;
    notifyAll();
  }

  /** From now on it is not shown what it applies: it gets that by a snapshot. */
  synchronized void away() {
    away = true;
  }

  /** The snapshot of what it was not shown takes the place of its state. */
  synchronized void installed() {
    away = false;
    images.replaced(new EntryPosition(term, applied), store);
  }

  synchronized void sees(long next, NodeId who) {
    term = next;
    leader = who;
    ready = false;
  }

  void deposed() {
    ReplicaListener<Event> told;
    synchronized (this) {
      told = listener;
    }
    if (told != null) {
      told.leadershipLost();
    }
  }

  synchronized void commit(long index, MemoryLog.Entry entry) {
    committed = index;
    if (!applying.isShutdown()) {
      applying.execute(() -> apply(index, entry));
    }
  }

  private void apply(long index, MemoryLog.Entry entry) {
    EntryPosition position = new EntryPosition(entry.term(), index);
    AppliedEntry<Event> result;
    ReplicaListener<Event> told;
    synchronized (this) {
      try {
        while (paused) {
          wait();
        }
      } catch (InterruptedException closing) {
        return;
      }
      result =
          entry.payload().length == 0
              ? new AppliedEntry<>(new byte[0], List.of())
              : registry.apply(new LogEntry(position, entry.stampMillis(), entry.payload()), store);
      if (!away) {
        images.applied(position, result.events(), store);
      }
      applied = index;
      notifyAll();
      told = listener;
    }
    if (told == null) {
      return;
    }
    told.applied(position, result.events());
    if (entry.by().equals(self)) {
      if (entry.payload().length == 0) {
        begin(entry.term(), told);
      } else if (!answering.isShutdown()) {
        answering.execute(() -> entry.answer().complete(result.reply()));
      }
    }
  }

  private void begin(long begun, ReplicaListener<Event> told) {
    synchronized (this) {
      if (begun != term || !self.equals(leader)) {
        return;
      }
      ready = true;
    }
    told.leadershipReady(begun);
  }

  @Override
  public CompletableFuture<byte[]> propose(byte[] entry, Duration timeout) {
    return log.propose(self, stamps.getAsLong(), entry)
        .copy()
        .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .handleAsync(MemoryMember::outcome, answering)
        .thenCompose(Function.identity());
  }

  private static CompletableFuture<byte[]> outcome(
      byte @Nullable [] reply, @Nullable Throwable failure) {
    if (reply != null) {
      return CompletableFuture.completedFuture(reply);
    }
    Throwable cause = failure == null || failure.getCause() == null ? failure : failure.getCause();
    return CompletableFuture.failedFuture(
        cause instanceof io.quorate.replica.ProposalException known
            ? known
            : new io.quorate.replica.ProposalException(
                io.quorate.replica.ProposalException.Kind.UNKNOWN, "no answer in time"));
  }

  @Override
  public synchronized Leadership leadership() {
    boolean leads = self.equals(leader);
    LeadershipState state =
        leads
            ? ready ? LeadershipState.READY : LeadershipState.PREPARING
            : LeadershipState.FOLLOWER;
    return new Leadership(
        term,
        state,
        leader == null ? null : new PeerId(leader.value()),
        new VoterContact(List.of(), 3, leads));
  }

  @Override
  public synchronized long currentTerm() {
    return term;
  }

  @Override
  public VoterSets voters() {
    return new VoterSets(
        MemoryCluster.kinds().keySet().stream().map(node -> new PeerId(node.value())).toList(),
        List.of());
  }

  @Override
  public CompletableFuture<?> setMembers(List<Peer> expected, List<Peer> next) {
    return CompletableFuture.completedFuture(false);
  }

  @Override
  public CompletableFuture<Boolean> transferLeadership(PeerId to, Duration limit) {
    log.elect(new NodeId(to.value()));
    return CompletableFuture.completedFuture(true);
  }

  @Override
  public boolean giveUpLeadership() {
    if (!log.leads(self)) {
      return false;
    }
    log.electOther(self);
    return true;
  }

  @Override
  public Optional<PeerSighting> sighting(PeerId peer) {
    return Optional.empty();
  }

  @Override
  public synchronized long commitIndex() {
    return committed;
  }

  @Override
  public synchronized long appliedIndex() {
    return applied;
  }

  @Override
  public synchronized boolean awaitApplied(long index, Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (applied < index) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  @Override
  public synchronized <T> T read(Function<StoreView, T> question) {
    return question.apply(store);
  }

  @Override
  public Set<PeerId> keepingUp() {
    return Set.of();
  }

  @Override
  public synchronized ReplicaMetrics metrics() {
    return new ReplicaMetrics(
        new EntryPosition(term, applied), committed, committed, EntryPosition.NONE, 0, List.of());
  }

  @Override
  public synchronized void close() {
    applying.shutdownNow();
    answering.shutdownNow();
  }
}
