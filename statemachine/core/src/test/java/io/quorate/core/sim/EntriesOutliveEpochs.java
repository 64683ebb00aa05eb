package io.quorate.core.sim;

import io.quorate.core.registry.Command;
import io.quorate.core.registry.EntryContext;
import io.quorate.core.registry.Request;
import io.quorate.core.runtime.Lifetime;
import io.quorate.core.runtime.RuntimeCommand;
import io.quorate.core.runtime.RuntimeEdit;
import io.quorate.core.runtime.RuntimePut;
import io.quorate.core.store.StoreView;
import java.util.List;

/** Runtime entries that were to end with an epoch stay when it is closed. */
final class EntriesOutliveEpochs extends WithPrograms {
  @Override
  List<Request> asApplied(List<Request> requests, EntryContext entry, StoreView store) {
    return requests.stream().map(EntriesOutliveEpochs::unbound).toList();
  }

  private static Request unbound(Request request) {
    if (request.command() instanceof Command.ChangeRuntime change
        && change.change() instanceof RuntimeCommand.Write write) {
      List<RuntimeEdit> edits = write.edits().stream().map(EntriesOutliveEpochs::unbound).toList();
      return new Request(
          new Command.ChangeRuntime(new RuntimeCommand.Write(write.group(), edits, write.epoch())),
          request.actor(),
          request.intent(),
          request.decidedIn(),
          request.fingerprint());
    }
    return request;
  }

  private static RuntimeEdit unbound(RuntimeEdit edit) {
    RuntimePut to = edit.to();
    return to != null && to.lifetime().ofEpoch()
        ? new RuntimeEdit(
            edit.place(), new RuntimePut(to.value(), new Lifetime.Unlimited()), edit.expected())
        : edit;
  }
}
