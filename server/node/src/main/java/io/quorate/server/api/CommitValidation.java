package io.quorate.server.api;

import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.config.ConfigCommand;
import io.quorate.core.declaration.GroupConfiguration;
import io.quorate.core.declaration.ValidationCommand;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.Decision;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.Request;
import io.quorate.core.registry.Validation;
import io.quorate.server.registry.ProposalFailedException;
import io.quorate.server.registry.ReplicatedRegistry;
import io.quorate.server.schema.Schemas;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

/**
 * Has commits of configurations validated before they are proposed, on the leader, where their
 * group asks for that. What was found valid is bound to the revisions that it was held against;
 * when those have moved on it is looked at again.
 */
final class CommitValidation {
  /** How often something may get ahead of one commit. */
  private static final int TRIES = 3;

  private final ReplicatedRegistry registry;
  private final LinearizableRead reads;
  private final Schemas schemas;
  private final CommitTrials trials;
  private final CommitTurns turns = new CommitTurns();

  CommitValidation(
      ReplicatedRegistry registry, LinearizableRead reads, Schemas schemas, CommitTrials trials) {
    this.registry = registry;
    this.reads = reads;
    this.schemas = schemas;
    this.trials = trials;
  }

  /**
   * A command that makes a commit, or part of none, and what is to become of it when it is valid.
   */
  private record Asked(
      Request request,
      ConfigCommand command,
      Function<Request, CompletableFuture<Decision>> proposing) {
    CompletableFuture<Decision> proposed(ConfigCommand as) {
      return proposing.apply(request.with(new Command.Configure(as)));
    }
  }

  /** Whether the command has to be validated, by what this node knows now. */
  boolean needed(ConfigCommand command) {
    return group(command).map(group -> needed(command, group.spec().configuration())).orElse(false);
  }

  private static boolean needed(ConfigCommand command, GroupConfiguration configuration) {
    if (command instanceof ConfigCommand.Write write) {
      return write.edits().stream()
          .anyMatch(edit -> configuration.validates(edit.place().path().value()));
    }
    return command.toBeValid() && configuration.validates();
  }

  /**
   * What is decided about a request, after whatever has to be found valid was.
   *
   * @param command that the request is for
   * @param proposing has what is valid decided, or only looked at
   */
  CompletableFuture<Decision> decision(
      Request request,
      ConfigCommand command,
      Function<Request, CompletableFuture<Decision>> proposing) {
    Asked asked = new Asked(request, command, proposing);
    if (!needed(command)) {
      return again(asked.proposed(command), asked, 1);
    }
    return oneAtATime(command)
        ? turns
            .inTurn(command.space(), () -> again(validated(asked), asked, 1))
            .exceptionallyCompose(failure -> full(failure, command))
        : again(validated(asked), asked, 1);
  }

  /** A commit that is tried by a command is made on exactly what it was tried on. */
  private boolean oneAtATime(ConfigCommand command) {
    return group(command)
        .map(group -> group.spec().configuration().validation() != null)
        .orElse(false);
  }

  private Optional<GroupRecord> group(ConfigCommand command) {
    return registry.group(command.space().group().value());
  }

  private static CompletableFuture<Decision> full(Throwable failure, ConfigCommand command) {
    return failure instanceof RejectedExecutionException
        ? CompletableFuture.completedFuture(
            new Decision.Rejected(
                List.of(
                    Refusal.of(
                        Reason.BUSY_SPACE,
                        CommitTurns.WAITING
                            + " commits of "
                            + command.space()
                            + " wait for their validation already",
                        "try again in a moment"))))
        : CompletableFuture.failedFuture(failure);
  }

  private CompletableFuture<Decision> again(
      CompletableFuture<Decision> last, Asked asked, int tries) {
    return last.thenCompose(
        decision -> {
          if (!Validation.overtaken(decision)) {
            return CompletableFuture.completedFuture(Validation.withoutStale(decision));
          }
          return tries < TRIES
              ? again(validated(asked), asked, tries + 1)
              : CompletableFuture.completedFuture(busy(asked.command()));
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

  private CompletableFuture<Decision> validated(Asked asked) {
    return reads
        .ready()
        .thenApply(
            term -> registry.read(store -> Validation.of(asked.request(), asked.command(), store)))
        .thenCompose(validation -> looked(asked, validation));
  }

  private CompletableFuture<Decision> looked(Asked asked, Optional<Validation> validation) {
    if (validation.isEmpty()) {
      return asked.proposed(asked.command());
    }
    return schemas
        .check(validation.get().work())
        .exceptionallyCompose(CommitValidation::failed)
        .thenCompose(
            refusals ->
                refusals.isEmpty()
                    ? tried(asked, validation.get())
                    : CompletableFuture.completedFuture(new Decision.Rejected(refusals)));
  }

  private CompletableFuture<Decision> tried(Asked asked, Validation validation) {
    ValidationCommand command = validation.trial();
    Optional<GroupRecord> group = group(asked.command());
    if (command == null || group.isEmpty()) {
      return asked.proposed(validation.command());
    }
    Request bound = asked.request().with(new Command.Configure(validation.command()));
    return trials
        .refusals(bound, group.get(), command)
        .thenCompose(
            refusals ->
                refusals.isEmpty()
                    ? asked.proposed(validation.command())
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
