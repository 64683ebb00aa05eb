package io.quorate.core.sim;

import io.quorate.core.registry.Command;
import io.quorate.core.registry.EntryContext;
import io.quorate.core.registry.Request;
import io.quorate.core.secret.SecretCommand;
import io.quorate.core.store.StoreView;
import java.util.List;

/** A registry that hears something else of secrets than was said. */
abstract class SecretsMisheard extends WithPrograms {
  /** What it hears. */
  abstract SecretCommand heard(SecretCommand said, StoreView store);

  @Override
  final List<Request> asApplied(List<Request> requests, EntryContext entry, StoreView store) {
    return requests.stream()
        .map(
            request ->
                request.command() instanceof Command.KeepSecrets keep
                    ? request.with(new Command.KeepSecrets(heard(keep.change(), store)))
                    : request)
        .toList();
  }
}
