package io.quorate.server.registry;

import io.quorate.core.GroupId;
import io.quorate.core.Names;
import io.quorate.core.NodeId;
import io.quorate.core.Term;
import io.quorate.core.image.ImageChange;
import io.quorate.core.image.RegistryImage;
import io.quorate.core.leader.RaftView;
import io.quorate.core.leader.Voters;
import io.quorate.core.membership.Voter;
import io.quorate.core.registry.Decision;
import io.quorate.core.registry.Event;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.store.StoreView;
import io.quorate.replica.Leadership;
import io.quorate.replica.ProposalException;
import io.quorate.replica.ReplicatedLog;
import io.quorate.replica.StateObserver;
import io.quorate.replica.codec.EncodedRequest;
import io.quorate.replica.codec.RegistryCodec;
import io.quorate.replica.identity.PeerSighting;
import io.quorate.replica.image.RegistryImages;
import io.quorate.replica.leadership.VoterSets;
import io.quorate.replica.peer.Membership;
import io.quorate.replica.peer.Peer;
import io.quorate.replica.peer.PeerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;

/** The replicated registry of one node: propose, read, and who leads. */
public final class ReplicatedRegistry {
  private static final Duration TRANSFER_LIMIT = Duration.ofSeconds(2);

  private final ReplicatedLog log;
  private final RegistryImages images;
  private final Membership membership;
  private final Consumer<Duration> commits;
  private volatile Named named =
      new Named(new VoterSets(List.of(), List.of()), Voters.of(List.of()));

  /** Those who vote, in both forms: asked for at each heartbeat, and nearly always the same. */
  private record Named(VoterSets sets, Voters voters) {}

  /**
   * Around a log that runs.
   *
   * @param images of its state
   * @param commits told how long each proposal took that was committed and applied here; must
   *     return at once
   */
  public ReplicatedRegistry(
      ReplicatedLog log, RegistryImages images, Membership membership, Consumer<Duration> commits) {
    this.log = log;
    this.images = images;
    this.commits = commits;
    this.membership = membership;
  }

  /** The peer of the log that this node is. */
  public Voter self() {
    return membership.self().voter();
  }

  /**
   * Proposes requests as one entry of the log, which has one outcome for all of them.
   *
   * @param requests as many as an entry holds, see {@link EncodedRequest#limits}
   * @return one decision for each request, in order, after it was applied here; fails with {@link
   *     ProposalFailedException}
   */
  public CompletableFuture<List<Decision>> propose(
      List<EncodedRequest> requests, Duration timeout) {
    long began = System.nanoTime();
    return log.propose(EncodedRequest.entry(requests), timeout)
        .thenApply(
            reply -> {
              commits.accept(Duration.ofNanos(System.nanoTime() - began));
              return RegistryCodec.decodeDecisions(reply);
            })
        .exceptionallyCompose(failure -> CompletableFuture.failedFuture(translated(failure)));
  }

  private static Throwable translated(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (!(cause instanceof ProposalException proposal)) {
      return cause;
    }
    ProposalFailedException.Kind kind =
        switch (proposal.kind()) {
          case NOT_LEADER -> ProposalFailedException.Kind.NOT_LEADER;
          case UNAVAILABLE -> ProposalFailedException.Kind.UNAVAILABLE;
          case OVERLOADED -> ProposalFailedException.Kind.OVERLOADED;
          case UNKNOWN -> ProposalFailedException.Kind.UNKNOWN;
        };
    return new ProposalFailedException(kind, String.valueOf(cause.getMessage()));
  }

  /** Reads this node's own copy, as of the last entry that it has applied. */
  public <T> T read(Function<StoreView, T> reader) {
    return log.read(reader);
  }

  /**
   * This node's own copy, as of the last entry that it has applied: nobody waits for who looks at
   * it, and it stays as it is.
   */
  public RegistryImage image() {
    return images.current();
  }

  /**
   * Tells of every change of the image, in order, until the watch is closed.
   *
   * @param watcher called on the thread that applies entries; must return at once
   */
  public RegistryImages.Watch watch(Consumer<ImageChange> watcher) {
    return images.watch(watcher);
  }

  /**
   * Shows this node's own copy after each entry, until the watch is closed.
   *
   * @param follower called on the thread that applies entries; must return at once
   */
  public RegistryImages.Watch follow(StateObserver<Event> follower) {
    return images.follow(follower);
  }

  /** A group in this node's own copy; empty when there is none of this name. */
  public Optional<GroupRecord> group(String name) {
    return Names.wellFormed(name) ? image().group(new GroupId(name)) : Optional.empty();
  }

  /** All groups in this node's own copy, by name. */
  public List<GroupRecord> groups() {
    return image().groups();
  }

  /** This node's Raft term, as a vote that it grants right now would see it (rule G1). */
  public Term currentTerm() {
    return new Term(log.currentTerm());
  }

  /**
   * Whether this node leads the term, is ready, and heard a majority of voters a short while ago.
   */
  public boolean leads(Term term) {
    Leadership leadership = log.leadership();
    return leadership.mayAnswer() && leadership.term() == term.value();
  }

  /** Whether this node leads its present term, as {@link #leads(Term)} says. */
  public boolean leads() {
    return leads(currentTerm());
  }

  /** Who votes. */
  public Voters voters() {
    VoterSets sets = log.voters();
    Named known = named;
    if (!known.sets().equals(sets)) {
      known = new Named(sets, new Voters(voters(sets.current()), voters(sets.previous())));
      named = known;
    }
    return known.voters();
  }

  private static SortedSet<Voter> voters(List<PeerId> peers) {
    return new TreeSet<>(peers.stream().map(PeerId::voter).toList());
  }

  /**
   * Lets a peer vote, in the place of another of its node if there is one. Fails when that is not
   * known to be done: when the peer cannot be reached, or the voters are being changed.
   */
  public CompletableFuture<?> seatVoter(Voter voter) {
    SortedSet<Voter> present = voters().current();
    SortedSet<Voter> wanted = new TreeSet<>(present);
    wanted.removeIf(other -> other.node().equals(voter.node()));
    wanted.add(voter);
    return log.setMembers(peers(present), peers(wanted));
  }

  /** Observers do not vote, and stay as they are. */
  private List<Peer> peers(SortedSet<Voter> voters) {
    Map<NodeId, PeerId> ids = new TreeMap<>();
    voters.forEach(voter -> ids.put(voter.node(), PeerId.of(voter)));
    List<Peer> peers = new ArrayList<>();
    for (Peer peer : membership.peers()) {
      PeerId id = peer.votes() ? ids.get(peer.node()) : peer.id();
      if (id != null) {
        peers.add(new Peer(id, peer.node(), peer.kind(), peer.address()));
      }
    }
    return peers;
  }

  /** What the log's engine says of this node now (G1). */
  public RaftView raftView() {
    Term term = currentTerm();
    return new RaftView(
        term,
        leads(term) ? RaftView.Standing.READY : RaftView.Standing.UNSURE,
        voters(),
        new TreeSet<>(caughtUp()));
  }

  /**
   * Gives leadership of this term up, so that another node does what this one cannot; best effort.
   *
   * @return whether this node led and had not begun to give it up already
   */
  public boolean giveUpLeadership() {
    return log.giveUpLeadership();
  }

  /** The leader as this node knows it. */
  public Optional<NodeId> leader() {
    PeerId leader = log.leadership().leader();
    return leader == null ? Optional.empty() : node(leader);
  }

  /** The last entry that is known to be committed. */
  public long commitIndex() {
    return log.commitIndex();
  }

  /** The last entry that was applied here. */
  public long appliedIndex() {
    return log.appliedIndex();
  }

  /** Whether the entry can be read here within the limit. Waits. */
  public boolean awaitApplied(long index, Duration limit) throws InterruptedException {
    return log.awaitApplied(index, limit);
  }

  /** What this node, while it led, saw the other acknowledge (rule S4). */
  public Optional<PeerSighting> sighting(Voter peer) {
    return log.sighting(PeerId.of(peer));
  }

  /** Proposals that have no answer yet. */
  public int waiting() {
    return log.metrics().waiting();
  }

  /** Asks that the node shall lead; best effort. */
  public void transferLeadership(NodeId to) {
    peer(to).ifPresent(peer -> log.transferLeadership(peer, TRANSFER_LIMIT));
  }

  /** The nodes whose logs keep up with this leader's, itself included. */
  public List<NodeId> caughtUp() {
    List<NodeId> nodes = new ArrayList<>();
    nodes.add(membership.own().node());
    log.keepingUp().forEach(peer -> node(peer).ifPresent(nodes::add));
    return nodes;
  }

  private Optional<NodeId> node(PeerId id) {
    NodeId node = id.node();
    return membership.peers().stream().map(Peer::node).filter(node::equals).findFirst();
  }

  private Optional<PeerId> peer(NodeId node) {
    return log.voters().current().stream().filter(id -> id.node().equals(node)).findFirst();
  }
}
