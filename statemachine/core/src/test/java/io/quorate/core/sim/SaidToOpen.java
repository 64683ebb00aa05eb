package io.quorate.core.sim;

import io.quorate.core.registry.Command;
import io.quorate.core.registry.EntryContext;
import io.quorate.core.registry.Request;
import io.quorate.core.secret.SecretCommand;
import io.quorate.core.secret.SecretView;
import io.quorate.core.store.StoreView;
import java.util.List;
import java.util.TreeSet;

/** Data nodes that say of every data key that they open it. */
final class SaidToOpen extends WithPrograms {
  @Override
  List<Request> asApplied(List<Request> requests, EntryContext entry, StoreView store) {
    return requests.stream().map(request -> boasting(request, store)).toList();
  }

  private static Request boasting(Request request, StoreView store) {
    if (!(request.command() instanceof Command.KeepSecrets keep)
        || !(keep.change() instanceof SecretCommand.Announce announce)) {
      return request;
    }
    Command all =
        new Command.KeepSecrets(
            new SecretCommand.Announce(
                announce.node(), announce.key(), new TreeSet<>(SecretView.generations(store))));
    return new Request(all, request.actor(), request.intent(), request.decidedIn());
  }
}
