package io.quorate.core.sim;

import io.quorate.core.config.ConfigChanged;
import io.quorate.core.config.ConfigEdit;
import io.quorate.core.config.ConfigEntry;
import io.quorate.core.config.ConfigPlace;
import io.quorate.core.config.ConfigValue;
import io.quorate.core.config.ConfigView;
import io.quorate.core.config.SealedAt;
import io.quorate.core.config.SpaceId;
import io.quorate.core.registry.Event;
import io.quorate.core.registry.Request;
import io.quorate.core.secret.DataKeyRecord;
import io.quorate.core.secret.Generation;
import io.quorate.core.secret.RecipientName;
import io.quorate.core.secret.Seal;
import io.quorate.core.secret.SealedRow;
import io.quorate.core.secret.SealedRows;
import io.quorate.core.secret.SecretEvent;
import io.quorate.core.secret.SecretView;
import io.quorate.core.store.StoreView;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A secret that was committed stands, whatever its key, until it is overwritten; whatever is sealed
 * anywhere is so under a data key that there is; and when an old key goes, every data node is left
 * with the newest.
 */
final class SecretsOpen implements Invariant {
  private static final int MANY = 10_000;

  private final SortedMap<SpaceId, SortedMap<ConfigPlace, String>> committed = new TreeMap<>();
  private final Openers openers = new Openers();
  private boolean news;

  @Override
  public void happened(World world, Event event, Request request) {
    if (event instanceof Event.GroupDeleted deleted) {
      committed.remove(new SpaceId(deleted.group()));
      news = true;
    } else if (event instanceof Event.Configured configured) {
      news = true;
      if (configured.what() instanceof ConfigChanged change) {
        change.edits().forEach(edit -> committed(change.space(), edit));
      }
    } else if (event instanceof Event.SecretsKept kept) {
      news = true;
      world.count("secrets: " + kept.what().getClass().getSimpleName());
      openers.happened(kept.what());
    }
  }

  private void committed(SpaceId space, ConfigEdit edit) {
    SortedMap<ConfigPlace, String> values =
        committed.computeIfAbsent(space, name -> new TreeMap<>());
    ConfigValue to = edit.to();
    if (to != null && to.seal() != null) {
      values.put(edit.place(), SealedText.of(to).inside());
    } else {
      values.remove(edit.place());
    }
  }

  @Override
  public void check(World world) {
    if (!news) {
      return;
    }
    StoreView store = world.truth.store();
    Set<SealedRow> known = new HashSet<>();
    for (DataKeyRecord key : new SecretView(store).keys()) {
      for (SealedRow row : SealedRows.of(store, key.generation(), MANY)) {
        opens(SealedAt.value(store, row), key, row);
        known.add(row);
      }
    }
    committed.forEach((space, values) -> stand(store, space, values, known));
    news = false;
  }

  private static void opens(@Nullable ConfigValue value, DataKeyRecord key, SealedRow row) {
    Seal seal = value == null ? null : value.seal();
    if (value == null || seal == null || !seal.generation().equals(key.generation())) {
      throw new InvariantBroken(row + " is said to be sealed under " + key + ": " + seal);
    }
    if (!SealedText.of(value).key().equals(key.fingerprint())) {
      throw new InvariantBroken(row + " does not open with " + key + ": " + SealedText.of(value));
    }
  }

  private static void stand(
      StoreView store, SpaceId space, SortedMap<ConfigPlace, String> values, Set<SealedRow> known) {
    ConfigView view = new ConfigView(store, space);
    values.forEach(
        (place, inside) -> {
          ConfigEntry entry = view.get(place);
          if (entry == null || !SealedText.of(entry.value()).inside().equals(inside)) {
            throw new InvariantBroken(
                place
                    + " of "
                    + space
                    + " is not "
                    + inside
                    + (entry == null ? ", it is gone" : ": " + SealedText.of(entry.value())));
          }
          if (!known.contains(SealedAt.standing(space, place))) {
            throw new InvariantBroken(place + " of " + space + " opens with no key: " + entry);
          }
        });
  }

  /** Which data node each data key is sealed to, told from the events alone, one by one. */
  private static final class Openers {
    private final SortedMap<Generation, Set<RecipientName>> keys = new TreeMap<>();
    private final Set<RecipientName> nodes = new TreeSet<>();

    void happened(SecretEvent event) {
      if (event instanceof SecretEvent.RecipientChanged changed
          && changed.what() == SecretEvent.RecipientChanged.What.KEY) {
        nodes.add(changed.recipient().name());
        keys.values().forEach(names -> names.remove(changed.recipient().name()));
      } else if (event instanceof SecretEvent.KeyBegun begun) {
        Set<RecipientName> names = new TreeSet<>();
        begun.key().keys().forEach(key -> names.add(key.recipient()));
        keys.put(begun.key().generation(), names);
      } else if (event instanceof SecretEvent.KeyShared shared) {
        keys.computeIfAbsent(shared.generation(), none -> new TreeSet<>())
            .add(shared.key().recipient());
      } else if (event instanceof SecretEvent.KeyDropped dropped) {
        keys.remove(dropped.generation());
        Set<RecipientName> newest = keys.getOrDefault(keys.lastKey(), Set.of());
        if (!newest.containsAll(nodes)) {
          throw new InvariantBroken(dropped + " leaves some with nothing: " + nodes + ", " + keys);
        }
      }
    }
  }
}
