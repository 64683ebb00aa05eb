package io.quorate.replica;

import io.quorate.core.store.StoreView;
import io.quorate.replica.identity.PeerSighting;
import io.quorate.replica.leadership.VoterSets;
import io.quorate.replica.peer.Peer;
import io.quorate.replica.peer.PeerId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One member's part in a replicated log, and the state that the log leads to: a {@link Replica}, or
 * one in memory where several members run in one process. Safe for use by many threads. None of its
 * answers about leadership is proof: what must be certain needs a majority that attests {@link
 * #currentTerm} (rule G1).
 */
public interface ReplicatedLog {

  /**
   * Proposes an entry. The future ends with the applier's reply, or with a {@link
   * ProposalException}; it ends on a thread of its own, within the timeout and a little.
   *
   * @param entry not copied
   */
  CompletableFuture<byte[]> propose(byte[] entry, Duration timeout);

  /** Who leads, as this node sees it now. */
  Leadership leadership();

  /**
   * This node's term at this moment: a node that reads T here has not helped anybody to lead a
   * later term before (rule G1). 0 when that cannot be kept.
   */
  long currentTerm();

  /** Those who vote; a majority of both sets counts while membership is being changed (rule G1). */
  VoterSets voters();

  /**
   * Replaces the members of the cluster, one at a time, on the leader. Fails when that is not known
   * to be done: when the members are no longer the expected ones, or one cannot be reached.
   */
  CompletableFuture<?> setMembers(List<Peer> expected, List<Peer> next);

  /** Hands leadership to a data node; ends with whether it was taken over within the limit. */
  CompletableFuture<Boolean> transferLeadership(PeerId to, Duration limit);

  /**
   * Gives leadership of this term up: this node cannot do a leader's work. It can be elected again.
   *
   * @return whether this node led and had not begun to give it up already
   */
  boolean giveUpLeadership();

  /**
   * While this node leads: the followers that acknowledged all that its log held an election
   * timeout ago. Another should not be given leadership: it would lack entries, or could not take
   * any.
   */
  Set<PeerId> keepingUp();

  /** What this node, while it led, saw the peer acknowledge; kept until this process ends. */
  Optional<PeerSighting> sighting(PeerId peer);

  /** Index of the last entry that this node knows to be committed. */
  long commitIndex();

  /** Index of the last entry that can be read here. */
  long appliedIndex();

  /** Whether the entry can be read here within the limit. Waits. */
  boolean awaitApplied(long index, Duration limit) throws InterruptedException;

  /**
   * Reads the state as it is here at this moment; entries go on being applied meanwhile. Be quick.
   */
  <T extends @Nullable Object> T read(Function<StoreView, T> question);

  /** Numbers of this moment. */
  ReplicaMetrics metrics();
}
