package io.quorate.core.registry;

import io.quorate.core.ClusterTime;
import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;
import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.config.ConfigEntry;
import io.quorate.core.config.ConfigPath;
import io.quorate.core.config.ConfigPlace;
import io.quorate.core.config.ConfigScope;
import io.quorate.core.config.ConfigView;
import io.quorate.core.config.SpaceId;
import io.quorate.core.secret.SecretCommand;
import io.quorate.core.secret.SecretDecision;
import io.quorate.core.secret.SecretEvent;
import io.quorate.core.secret.SecretRules;
import io.quorate.core.store.StoreView;
import io.quorate.core.store.Table;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Has what is asked about the keys of secrets decided, and words what the history tells of it. */
final class SecretKeeping {
  private static final String END = "~";

  private SecretKeeping() {}

  static Decision decide(SecretCommand command, StoreView store, ClusterTime now) {
    if (command instanceof SecretCommand.Reveal reveal) {
      Optional<Refusal> nothing = nothingSealed(reveal, store);
      if (nothing.isPresent()) {
        return new Decision.Rejected(List.of(nothing.get()));
      }
    }
    SecretDecision decision = SecretRules.decide(command, store, nodes(store), now);
    if (!decision.refusals().isEmpty()) {
      return new Decision.Rejected(decision.refusals());
    }
    SecretEvent event = decision.event();
    return event == null
        ? Rules.accept(Answer.DONE)
        : Rules.accept(Answer.DONE, new Event.SecretsKept(event));
  }

  private static SortedMap<NodeId, NodeKind> nodes(StoreView store) {
    SortedMap<NodeId, NodeKind> nodes = new TreeMap<>();
    store
        .range(Table.NODES, "", END, Integer.MAX_VALUE)
        .forEach(row -> nodes.put(row.value().node(), row.value().kind()));
    return nodes;
  }

  private static Optional<Refusal> nothingSealed(SecretCommand.Reveal reveal, StoreView store) {
    ConfigPlace place =
        new ConfigPlace(new ConfigScope(reveal.node()), new ConfigPath(reveal.path()));
    ConfigEntry entry = new ConfigView(store, new SpaceId(reveal.group())).get(place);
    if (entry == null) {
      return Optional.of(
          Refusal.of(
              Reason.UNKNOWN_PATH,
              reveal.group() + " has no value " + place,
              "see: quorate secret list " + reveal.group()));
    }
    return entry.value().seal() == null
        ? Optional.of(
            Refusal.of(
                Reason.NOT_SEALED,
                place + " of " + reveal.group() + " is no secret",
                "read it: quorate config get " + reveal.group() + " " + reveal.path()))
        : Optional.empty();
  }

  /** What the history tells of an event. */
  static JournalLines.Line line(SecretEvent event) {
    return event.dispatch(new SecretLines());
  }
}
