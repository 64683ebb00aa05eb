package io.quorate.server.api;

import io.quorate.core.NodeId;
import io.quorate.core.Revision;
import io.quorate.core.config.ConfigChanged;
import io.quorate.core.config.ConfigEntry;
import io.quorate.core.config.ConfigPath;
import io.quorate.core.config.ConfigPlace;
import io.quorate.core.config.ConfigScope;
import io.quorate.core.config.ConfigValue;
import io.quorate.core.config.WatchedPlaces;
import io.quorate.core.runtime.RuntimeChange;
import io.quorate.core.runtime.RuntimeEntry;
import io.quorate.v1.ConfigDeletion;
import io.quorate.v1.ConfigWatchEvent;
import io.quorate.v1.RuntimeDeletion;
import io.quorate.v1.RuntimeWatchEvent;
import java.util.Collection;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Words changes for those who watch: each once, for all of them. A watch of some of the paths gets
 * the same pieces in a message of its own, and one of all the message itself.
 */
final class WatchMessages {
  private WatchMessages() {}

  /** All that a commit has changed. */
  static ConfigWatchEvent of(ConfigChanged commit) {
    ConfigWatchEvent.Builder event =
        ConfigWatchEvent.newBuilder().setRevision(commit.revision().value());
    commit
        .edits()
        .forEach(
            edit -> {
              ConfigValue to = edit.to();
              add(event, edit.place(), to == null ? null : new ConfigEntry(to, commit.revision()));
            });
    return event.build();
  }

  static void add(ConfigWatchEvent.Builder event, ConfigPlace place, @Nullable ConfigEntry entry) {
    if (entry == null) {
      event.addDeleted(
          ConfigDeletion.newBuilder()
              .setPath(place.path().value())
              .setNode(ConfigMessages.node(place)));
    } else {
      event.addValues(ConfigMessages.entry(place, entry));
    }
  }

  /** What of it is watched; it itself when all of it is. */
  static ConfigWatchEvent of(ConfigWatchEvent all, WatchedPlaces watched) {
    Predicate<io.quorate.v1.ConfigEntry> value =
        one -> watched.has(place(one.getNode(), one.getPath()));
    Predicate<ConfigDeletion> gone = one -> watched.has(place(one.getNode(), one.getPath()));
    if (watched.equals(WatchedPlaces.ALL)
        || (all.getValuesList().stream().allMatch(value)
            && all.getDeletedList().stream().allMatch(gone))) {
      return all;
    }
    ConfigWatchEvent.Builder some = ConfigWatchEvent.newBuilder().setRevision(all.getRevision());
    all.getValuesList().stream().filter(value).forEach(some::addValues);
    all.getDeletedList().stream().filter(gone).forEach(some::addDeleted);
    return some.build();
  }

  private static ConfigPlace place(String node, String path) {
    ConfigScope scope = node.isEmpty() ? ConfigScope.ALL : new ConfigScope(new NodeId(node));
    return new ConfigPlace(scope, new ConfigPath(path));
  }

  /** All that a change of runtime entries has changed. */
  static RuntimeWatchEvent of(RuntimeChange change) {
    RuntimeWatchEvent.Builder event =
        RuntimeWatchEvent.newBuilder().setRevision(change.revision().value());
    for (RuntimeChange.Placed placed : change.placed()) {
      RuntimeEntry to = placed.to();
      if (to == null) {
        event.addDeleted(deletion(placed.place()));
      } else {
        event.addEntries(RuntimeReads.message(placed.place(), to));
      }
    }
    return event.build();
  }

  /** Entries that were over and are dropped. */
  static RuntimeWatchEvent of(Revision head, Collection<ConfigPlace> gone) {
    RuntimeWatchEvent.Builder event = RuntimeWatchEvent.newBuilder().setRevision(head.value());
    gone.forEach(place -> event.addDeleted(deletion(place)));
    return event.build();
  }

  private static RuntimeDeletion deletion(ConfigPlace place) {
    return RuntimeDeletion.newBuilder()
        .setPath(place.path().value())
        .setNode(ConfigMessages.node(place))
        .build();
  }

  /** What of it is watched; the same holds. */
  static RuntimeWatchEvent of(RuntimeWatchEvent all, String folder) {
    Predicate<String> below = path -> new ConfigPath(path).liesBelow(folder);
    if (folder.isEmpty()
        || (all.getEntriesList().stream().allMatch(entry -> below.test(entry.getPath()))
            && all.getDeletedList().stream().allMatch(gone -> below.test(gone.getPath())))) {
      return all;
    }
    RuntimeWatchEvent.Builder some = RuntimeWatchEvent.newBuilder().setRevision(all.getRevision());
    all.getEntriesList().stream()
        .filter(entry -> below.test(entry.getPath()))
        .forEach(some::addEntries);
    all.getDeletedList().stream()
        .filter(gone -> below.test(gone.getPath()))
        .forEach(some::addDeleted);
    return some.build();
  }
}
