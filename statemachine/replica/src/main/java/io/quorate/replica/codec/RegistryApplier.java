package io.quorate.replica.codec;

import io.quorate.core.ClusterTime;
import io.quorate.core.Term;
import io.quorate.core.registry.Decision;
import io.quorate.core.registry.EntryContext;
import io.quorate.core.registry.Event;
import io.quorate.core.registry.Registry;
import io.quorate.core.store.Store;
import io.quorate.replica.AppliedEntry;
import io.quorate.replica.EntryApplier;
import io.quorate.replica.LogEntry;
import java.util.ArrayList;
import java.util.List;

/** Applies entries to core's registry. */
public final class RegistryApplier implements EntryApplier<Event> {

  @Override
  public AppliedEntry<Event> apply(LogEntry entry, Store store) {
    EntryContext context =
        new EntryContext(
            new Term(entry.position().term()),
            entry.position().index(),
            new ClusterTime(entry.stampMillis()));
    List<Decision> decisions =
        Registry.apply(context, RegistryCodec.decodeRequests(entry.payload()), store);
    List<Event> events = new ArrayList<>();
    for (Decision decision : decisions) {
      if (decision instanceof Decision.Accepted accepted) {
        events.addAll(accepted.events());
      }
    }
    return new AppliedEntry<>(RegistryCodec.encodeDecisions(decisions), events);
  }
}
