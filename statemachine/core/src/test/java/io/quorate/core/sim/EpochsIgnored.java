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

  @Override
  List<Request> asApplied(List<Request> requests, EntryContext entry, StoreView store) {
    return requests.stream().map(request -> believed(request, store)).toList();
  }

  private static Request believed(Request request, StoreView store) {
    Command command = request.command();
    if (command instanceof Command.ExpireRole expire) {
      Epoch present = present(expire.group(), store);
      command = new Command.ExpireRole(expire.group(), present, expire.cause());
    } else if (command instanceof Command.GrantRole grant) {
      Epoch present = present(grant.group(), store);
      command = new Command.GrantRole(grant.group(), present, grant.to(), grant.cause());
    } else if (command instanceof Command.ReleaseRole release) {
      command =
          new Command.ReleaseRole(
              release.group(),
              present(release.group(), store),
              release.node(),
              release.outcome(),
              release.cause());
    }
    return new Request(command, request.actor(), request.id(), request.decidedIn());
  }

  private static Epoch present(GroupId name, StoreView store) {
    GroupRecord group = store.get(Table.GROUPS, name.value());
    return group == null ? Epoch.NONE : group.role().epoch();
  }
}
