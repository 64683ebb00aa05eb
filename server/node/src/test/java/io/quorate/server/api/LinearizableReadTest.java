package io.quorate.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.quorate.client.error.CallRefusal;
import io.quorate.client.error.Refusals;
import io.quorate.core.ClockReading;
import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;
import io.quorate.core.Term;
import io.quorate.core.store.InMemoryStore;
import io.quorate.core.store.StoreView;
import io.quorate.replica.Leadership;
import io.quorate.replica.LeadershipState;
import io.quorate.replica.ReplicaMetrics;
import io.quorate.replica.ReplicatedLog;
import io.quorate.replica.VoterContact;
import io.quorate.replica.identity.PeerSighting;
import io.quorate.replica.image.RegistryImages;
import io.quorate.replica.leadership.VoterSets;
import io.quorate.replica.peer.Membership;
import io.quorate.replica.peer.Peer;
import io.quorate.replica.peer.PeerId;
import io.quorate.replica.peer.RaftAddress;
import io.quorate.replica.store.EntryPosition;
import io.quorate.server.registry.ReplicatedRegistry;
import io.quorate.server.session.Peers;
import io.quorate.server.session.TermAttestation;
import io.quorate.server.session.TermQuestions;
import io.quorate.server.transport.NettyTransport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A read of the only voter of a cluster, which is its own majority. */
final class LinearizableReadTest {
  private static final NodeId SELF = new NodeId("a");

  private final NettyTransport transport = new NettyTransport();
  private final SoloLog log = new SoloLog();

  @AfterEach
  void end() {
    transport.close();
  }

  private CompletableFuture<Term> read(Executor readers) {
    PeerId id = new PeerId("a");
    Membership alone =
        new Membership(
            "c", id, List.of(new Peer(id, SELF, NodeKind.DATA, new RaftAddress("a", 1))));
    ReplicatedRegistry registry =
        new ReplicatedRegistry(log, new RegistryImages(), alone, took -> {});
    TermQuestions questions =
        new TermQuestions("c", new Peers(Map.of(), transport), Duration.ofSeconds(1));
    return new LinearizableRead(
            registry,
            new TermAttestation(questions, registry, () -> new ClockReading(0, 0, 0)),
            readers)
        .ready();
  }

  private static CallRefusal refusal(CompletableFuture<Term> read) {
    Throwable failure = read.handle((term, failed) -> failed).join();
    return Refusals.fromThrowable(Refused.of(failure)).orElseThrow();
  }

  @Test
  void completesWithTheTermThatWasAttested() {
    assertThat(read(Runnable::run)).isCompletedWithValue(new Term(3));
  }

  /** Or it would be INTERNAL, which says that a node is broken. */
  @Test
  void fullReadersAreToldToTheCallerAsThat() {
    CompletableFuture<Term> read =
        read(
            task -> {
              throw new RejectedExecutionException("full");
            });

    assertThat(read).isCompletedExceptionally();
    assertThat(refusal(read).code()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(refusal(read).hasReason(Refusals.OVERLOADED)).isTrue();
    assertThat(refusal(read).reasons().get(0).getMessage()).contains("nothing was done");
  }

  @Test
  void whatIsNotAppliedIsNotAnswered() {
    log.applied = false;

    assertThat(refusal(read(Runnable::run)).hasReason(Refusals.NO_QUORUM)).isTrue();
  }

  @Test
  void whoDoesNotLeadDoesNotAnswer() {
    log.state = LeadershipState.FOLLOWER;

    assertThat(refusal(read(Runnable::run)).hasReason(Refusals.NO_QUORUM)).isTrue();
  }

  /** The log of one member, which leads term 3. */
  private static final class SoloLog implements ReplicatedLog {
    private final InMemoryStore store = new InMemoryStore();
    private LeadershipState state = LeadershipState.READY;
    private boolean applied = true;

    @Override
    public CompletableFuture<byte[]> propose(byte[] entry, Duration timeout) {
      return new CompletableFuture<>();
    }

    @Override
    public Leadership leadership() {
      return new Leadership(3, state, null, new VoterContact(List.of(), 1, true));
    }

    @Override
    public long currentTerm() {
      return 3;
    }

    @Override
    public VoterSets voters() {
      return new VoterSets(List.of(new PeerId(SELF.value())), List.of());
    }

    @Override
    public CompletableFuture<?> setMembers(List<Peer> expected, List<Peer> next) {
      return CompletableFuture.completedFuture(false);
    }

    @Override
    public CompletableFuture<Boolean> transferLeadership(PeerId to, Duration limit) {
      return CompletableFuture.completedFuture(false);
    }

    @Override
    public boolean giveUpLeadership() {
      return false;
    }

    @Override
    public Optional<PeerSighting> sighting(PeerId peer) {
      return Optional.empty();
    }

    @Override
    public long commitIndex() {
      return 7;
    }

    @Override
    public long appliedIndex() {
      return applied ? 7 : 6;
    }

    @Override
    public boolean awaitApplied(long index, Duration limit) {
      return applied;
    }

    @Override
    public <T> T read(Function<StoreView, T> question) {
      return question.apply(store);
    }

    @Override
    public Set<PeerId> keepingUp() {
      return Set.of();
    }

    @Override
    public ReplicaMetrics metrics() {
      return new ReplicaMetrics(new EntryPosition(3, 7), 7, 7, EntryPosition.NONE, 0, List.of());
    }
  }
}
