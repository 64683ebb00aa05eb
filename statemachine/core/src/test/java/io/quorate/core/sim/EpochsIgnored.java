package io.quorate.core.sim;

import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.EntryContext;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.Request;
import io.quorate.core.store.StoreView;
import io.quorate.core.store.Table;
import java.util.List;

/** A registry that does not look at the epoch that a proposal of a leader assumes (against G5). */
final class EpochsIgnored extends RuleBook {
  private final Class<? extends Command> kind;

  /** Looks at that of every other kind. */
  EpochsIgnored(Class<? extends Command> kind) {
    this.kind = kind;
  }

  @Override
  List<Request> asApplied(List<Request> requests, EntryContext entry, StoreView store) {
    return requests.stream().map(request -> believed(request, store)).toList();
  }

  private Request believed(Request request, StoreView store) {
    Command command = request.command();
    return kind.isInstance(command)
        ? new Request(
            present(command, store), request.actor(), request.intent(), request.decidedIn())
        : request;
  }

  private static Command present(Command command, StoreView store) {
    if (command instanceof Command.ExpireRole expire) {
      return new Command.ExpireRole(expire.group(), present(expire.group(), store), expire.cause());
    } else if (command instanceof Command.GrantRole grant) {
      return new Command.GrantRole(
          grant.group(), present(grant.group(), store), grant.to(), grant.cause());
    } else if (command instanceof Command.ReleaseRole release) {
      return new Command.ReleaseRole(
          release.group(),
          present(release.group(), store),
          release.node(),
          release.outcome(),
          release.cause());
    } else if (command instanceof Command.AdvanceOperation advance) {
      return new Command.AdvanceOperation(advance.group(), present(advance.group(), store));
    } else if (command instanceof Command.CancelOperation cancel) {
      return new Command.CancelOperation(
          cancel.group(), present(cancel.group(), store), cancel.cause());
    }
    throw new IllegalStateException("no epoch in " + command);
  }

  private static Epoch present(GroupId name, StoreView store) {
    GroupRecord group = store.get(Table.GROUPS, name.value());
    return group == null ? Epoch.NONE : group.role().epoch();
  }
}
