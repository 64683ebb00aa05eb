package io.quorate.server.api;

import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.config.ConfigCommand;
import io.quorate.core.registry.Answer;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.Decision;
import io.quorate.core.registry.Request;
import io.quorate.core.registry.Validation;
import io.quorate.server.registry.ProposalFailedException;
import io.quorate.server.registry.ReplicatedRegistry;
import io.quorate.server.schema.Schemas;
import io.quorate.server.wire.WireFields;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;

/**
 * Has commits of configurations validated before they are proposed, on the leader, where their
 * group asks for that. What was found valid is bound to the revisions that it was held against;
 * when those have moved on it is looked at again.
 */
final class ValidatedWrites {
  /** How often something may get ahead of one commit. */
  private static final int TRIES = 3;

  private final ReplicatedRegistry registry;
  private final StoreWrites writes;
  private final LinearizableRead reads;
  private final Schemas schemas;

  ValidatedWrites(
      ReplicatedRegistry registry, StoreWrites writes, LinearizableRead reads, Schemas schemas) {
    this.registry = registry;
    this.writes = writes;
    this.reads = reads;
    this.schemas = schemas;
  }

  /**
   * The answer to the command, when all of the message could be read and nothing speaks against it.
   *
   * @param fields what was read of the message
   */
  CompletableFuture<Answer> decided(
      StoreWrites.Asked asked, ConfigCommand command, WireFields fields) {
    List<Refusal> unread = StoreWrites.unread(asked, fields);
    if (!unread.isEmpty()) {
      return CompletableFuture.failedFuture(Refused.of(unread));
    }
    CompletableFuture<Decision> first =
        validates(command) ? validated(asked, command) : proposed(asked, command);
    return again(first, asked, command, 1)
        .thenCompose(Decided::accepted)
        .thenApply(Decision.Accepted::answer);
  }

  private boolean validates(ConfigCommand command) {
    return registry
        .group(command.space().group().value())
        .map(group -> group.spec().configuration().validates())
        .orElse(false);
  }

  private CompletableFuture<Decision> proposed(StoreWrites.Asked asked, ConfigCommand command) {
    return writes.decision(asked, new Command.Configure(command));
  }

  private CompletableFuture<Decision> again(
      CompletableFuture<Decision> last, StoreWrites.Asked asked, ConfigCommand command, int tries) {
    return last.thenCompose(
        decision -> {
          if (!Validation.overtaken(decision)) {
            return CompletableFuture.completedFuture(Validation.withoutStale(decision));
          }
          return tries < TRIES
              ? again(validated(asked, command), asked, command, tries + 1)
              : CompletableFuture.completedFuture(busy(command));
        });
  }

  private static Decision busy(ConfigCommand command) {
    return new Decision.Rejected(
        List.of(
            Refusal.of(
                Reason.BUSY_SPACE,
                command.space()
                    + " or its declaration was changed "
                    + TRIES
                    + " times while the commit was validated",
                "try again")));
  }

  private CompletableFuture<Decision> validated(StoreWrites.Asked asked, ConfigCommand command) {
    Request request = StoreWrites.request(asked, new Command.Configure(command));
    return reads
        .ready()
        .thenApply(term -> registry.read(store -> Validation.of(request, command, store)))
        .thenCompose(validation -> looked(asked, command, validation));
  }

  private CompletableFuture<Decision> looked(
      StoreWrites.Asked asked, ConfigCommand command, Optional<Validation> validation) {
    if (validation.isEmpty()) {
      return proposed(asked, command);
    }
    return schemas
        .check(validation.get().work())
        .exceptionallyCompose(ValidatedWrites::failed)
        .thenCompose(
            refusals ->
                refusals.isEmpty()
                    ? proposed(asked, validation.get().command())
                    : CompletableFuture.completedFuture(new Decision.Rejected(refusals)));
  }

  private static CompletableFuture<List<Refusal>> failed(Throwable failure) {
    return CompletableFuture.failedFuture(
        failure instanceof RejectedExecutionException
            ? new ProposalFailedException(
                ProposalFailedException.Kind.OVERLOADED,
                "as many commits as may wait for being validated do")
            : failure);
  }
}
