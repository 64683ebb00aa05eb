package io.quorate.server.api;

import io.quorate.core.Term;
import io.quorate.server.registry.ProposalFailedException;
import io.quorate.server.registry.ReplicatedRegistry;
import io.quorate.server.session.TermAttestation;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Makes sure that what is read after it is not older than what anybody was told before it
 * (role-protocol.md, Reads): the commit index is noted, a majority attests the leader's term, and
 * the entry is applied. No log entry, no disk write.
 */
final class LinearizableRead {
  private static final Duration APPLY_LIMIT = Duration.ofSeconds(5);

  private final ReplicatedRegistry registry;
  private final TermAttestation attestation;
  private final Executor readers;

  /**
   * On one node.
   *
   * @param readers wait for entries and put answers together, on a bounded number of threads
   */
  LinearizableRead(ReplicatedRegistry registry, TermAttestation attestation, Executor readers) {
    this.registry = registry;
    this.attestation = attestation;
    this.readers = readers;
  }

  /**
   * Completes on a reader's thread, with the term that was attested, when this node may answer from
   * its store; fails with {@link ProposalFailedException}.
   */
  CompletableFuture<Term> ready() {
    Term term = registry.currentTerm();
    if (!registry.leads(term)) {
      return CompletableFuture.failedFuture(notLeader("this node does not lead"));
    }
    long index = registry.commitIndex();
    return attestation.attested(term).thenCompose(verdict -> then(verdict, term, index));
  }

  private CompletableFuture<Term> then(TermAttestation.Answer verdict, Term term, long index) {
    return switch (verdict) {
      case ATTESTED -> onReader(() -> applied(index, term));
      case UNKNOWN ->
          CompletableFuture.failedFuture(notLeader("no majority confirmed the leader's term"));
      case TOO_MANY -> CompletableFuture.failedFuture(overloaded());
    };
  }

  private <A> CompletableFuture<A> onReader(Supplier<CompletableFuture<A>> step) {
    try {
      return CompletableFuture.supplyAsync(step, readers).thenCompose(Function.identity());
    } catch (RejectedExecutionException full) {
      return CompletableFuture.failedFuture(overloaded());
    }
  }

  private CompletableFuture<Term> applied(long index, Term term) {
    try {
      return registry.awaitApplied(index, APPLY_LIMIT)
          ? CompletableFuture.completedFuture(term)
          : CompletableFuture.failedFuture(notLeader("entry " + index + " is not applied yet"));
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      return CompletableFuture.failedFuture(notLeader("this node is stopping"));
    }
  }

  private static ProposalFailedException overloaded() {
    return new ProposalFailedException(
        ProposalFailedException.Kind.OVERLOADED, "as many reads as may wait on this node do");
  }

  private static ProposalFailedException notLeader(String message) {
    return new ProposalFailedException(ProposalFailedException.Kind.NOT_LEADER, message);
  }
}
