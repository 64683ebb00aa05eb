package io.quorate.server.api;

import io.quorate.core.Term;
import io.quorate.server.registry.ProposalFailedException;
import io.quorate.server.registry.ReplicatedRegistry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Makes sure that what is read after it is not older than what anybody was told before it
 * (role-protocol.md, Reads): the commit index is noted, a majority attests the leader's term, and
 * the entry is applied. No log entry, no disk write.
 */
final class LinearizableRead {
  private static final Duration APPLY_LIMIT = Duration.ofSeconds(5);

  private final ApiParts parts;
  private final Executor waiters;

  LinearizableRead(ApiParts parts, Executor waiters) {
    this.parts = parts;
    this.waiters = waiters;
  }

  /**
   * Completes when this node may answer from its store; fails with {@link ProposalFailedException}.
   */
  CompletableFuture<Void> ready() {
    ReplicatedRegistry registry = parts.registry();
    Term term = registry.currentTerm();
    if (!registry.leads(term)) {
      return CompletableFuture.failedFuture(notLeader("this node does not lead"));
    }
    long index = registry.commitIndex();
    return parts
        .attestation()
        .attested(term)
        .thenComposeAsync(
            majority ->
                majority
                    ? applied(index)
                    : CompletableFuture.failedFuture(
                        notLeader("no majority confirmed the leader's term")),
            waiters);
  }

  private CompletableFuture<Void> applied(long index) {
    try {
      return parts.registry().awaitApplied(index, APPLY_LIMIT)
          ? CompletableFuture.completedFuture(null)
          : CompletableFuture.failedFuture(notLeader("entry " + index + " is not applied yet"));
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      return CompletableFuture.failedFuture(notLeader("this node is stopping"));
    }
  }

  private static ProposalFailedException notLeader(String message) {
    return new ProposalFailedException(ProposalFailedException.Kind.NOT_LEADER, message);
  }
}
