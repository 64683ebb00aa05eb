package io.quorate.core.sim;

import io.quorate.core.GroupId;
import io.quorate.core.Term;
import io.quorate.core.registry.Decision;
import io.quorate.core.registry.EntryContext;
import io.quorate.core.registry.Event;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.Registry;
import io.quorate.core.registry.Request;
import io.quorate.core.store.InMemoryStore;
import io.quorate.core.store.Row;
import io.quorate.core.store.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the log has really decided so far, known to nobody inside: applied when the first node
 * learns of a commit.
 */
final class Truth {
  private final World world;
  private final InMemoryStore store = new InMemoryStore();
  private final List<LogEntry> entries = new ArrayList<>();

  Truth(World world) {
    this.world = world;
  }

  void reached(long index, LogEntry entry) {
    if (index <= entries.size()) {
      if (!entries.get((int) index - 1).equals(entry)) {
        throw new InvariantBroken(
            "I4: what was committed at " + index + " is lost, there is another entry now");
      }
      return;
    }
    entries.add(entry);
    EntryContext context = new EntryContext(new Term(entry.term()), index, entry.stamp());
    List<Decision> decisions =
        Registry.apply(context, world.rules.asApplied(entry.requests(), context, store), store);
    world.changed();
    for (int i = 0; i < decisions.size(); i++) {
      tell(index, entry.requests().get(i), decisions.get(i));
    }
  }

  private void tell(long index, Request request, Decision decision) {
    world.invariants.forEach(invariant -> invariant.decided(request, decision));
    if (decision instanceof Decision.Accepted accepted) {
      for (Event event : accepted.events()) {
        world.note("log", () -> index + ": " + event);
        world.moments.happened(event);
        if (event instanceof Event.RoleGranted) {
          world.count(Simulation.GRANTED);
        }
        world.invariants.forEach(invariant -> invariant.happened(world, event, request));
      }
    } else if (decision instanceof Decision.Rejected rejected) {
      world.note(
          "log",
          () ->
              index
                  + ": refused "
                  + request.command()
                  + ": "
                  + rejected.refusals().get(0).reason());
    }
  }

  @Nullable GroupRecord group(GroupId name) {
    return store.get(Table.GROUPS, name.value());
  }

  List<GroupRecord> groups() {
    return store.range(Table.GROUPS, "", "~", 1_000).stream().map(Row::value).toList();
  }

  InMemoryStore store() {
    return store;
  }

  long lastIndex() {
    return entries.size();
  }
}
