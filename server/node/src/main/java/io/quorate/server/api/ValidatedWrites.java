package io.quorate.server.api;

import io.quorate.core.Refusal;
import io.quorate.core.config.ConfigCommand;
import io.quorate.core.registry.Answer;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.Decision;
import io.quorate.core.registry.Request;
import io.quorate.server.wire.WireFields;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Changes of configurations that were asked for by a call of their own. */
final class ValidatedWrites {
  private final StoreWrites writes;
  private final CommitValidation validation;

  ValidatedWrites(StoreWrites writes, CommitValidation validation) {
    this.writes = writes;
    this.validation = validation;
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
    Request request = StoreWrites.request(asked, new Command.Configure(command));
    return validation
        .decision(request, command, valid -> writes.decision(asked, valid))
        .thenCompose(Decided::accepted)
        .thenApply(Decision.Accepted::answer);
  }
}
