package io.quorate.core.sim;

import io.quorate.core.config.ConfigValue;
import io.quorate.core.config.SealedAt;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.EntryContext;
import io.quorate.core.registry.Request;
import io.quorate.core.secret.ResealedRow;
import io.quorate.core.secret.Seal;
import io.quorate.core.secret.SecretCommand;
import io.quorate.core.store.StoreView;
import java.util.List;

/** A registry that does not look whether what was sealed anew is still what stands there. */
final class ResealedBlindly extends WithPrograms {
  @Override
  List<Request> asApplied(List<Request> requests, EntryContext entry, StoreView store) {
    return requests.stream().map(request -> believed(request, store)).toList();
  }

  private static Request believed(Request request, StoreView store) {
    if (!(request.command() instanceof Command.KeepSecrets keep)
        || !(keep.change() instanceof SecretCommand.Reseal reseal)) {
      return request;
    }
    List<ResealedRow> rows = reseal.rows().stream().map(row -> believed(row, store)).toList();
    Command blind =
        new Command.KeepSecrets(new SecretCommand.Reseal(reseal.from(), reseal.to(), rows));
    return new Request(blind, request.actor(), request.intent(), request.decidedIn());
  }

  private static ResealedRow believed(ResealedRow row, StoreView store) {
    ConfigValue value = SealedAt.value(store, row.row());
    Seal seal = value == null ? null : value.seal();
    return seal == null ? row : new ResealedRow(row.row(), seal.tag(), row.sealed());
  }
}
