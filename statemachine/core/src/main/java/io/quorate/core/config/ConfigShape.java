package io.quorate.core.config;

import io.quorate.core.NodeId;
import io.quorate.core.Reason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Whether values would still be files of folders: no path that has a value may be a folder of
 * another, as any member sees them.
 *
 * <p>Every place is looked up once, however many edits lie beside each other: this is done for each
 * write on every replica.
 */
final class ConfigShape {
  /** Values that are read at once: so many of the largest do no harm. */
  private static final int STRIDE = 8;

  private final ConfigView view;
  private final Map<String, ConfigEdit> edits = new TreeMap<>();
  private final Set<String> writtenFolders = new TreeSet<>();
  private final Map<String, Boolean> stored = new TreeMap<>();
  private final SortedSet<ConfigScope> known;

  /**
   * Of a space after edits.
   *
   * @param members whose values can be set
   */
  ConfigShape(ConfigView view, Collection<ConfigEdit> edits, SortedSet<NodeId> members) {
    this.view = view;
    this.known = new TreeSet<>(view.scopes());
    for (ConfigEdit edit : edits) {
      this.edits.put(edit.place().key(), edit);
      ConfigScope scope = edit.place().scope();
      NodeId node = scope.node();
      if (edit.to() == null) {
        continue;
      }
      edit.place().path().folders().forEach(folder -> writtenFolders.add(key(scope, folder)));
      if (node == null || members.contains(node)) {
        known.add(scope);
      }
    }
  }

  /** Says what speaks against the edits. */
  void check(Refusals refusals) {
    for (ConfigEdit edit : edits.values()) {
      if (edit.to() != null) {
        check(edit.place(), refusals);
      }
    }
  }

  private void check(ConfigPlace place, Refusals refusals) {
    List<ConfigPath> folders = place.path().folders();
    for (ConfigScope scope : seenTogether(place.scope())) {
      for (ConfigPath path : folders) {
        ConfigPlace folder = new ConfigPlace(scope, path);
        if (stands(folder)) {
          refusals.add(
              Reason.PATH_CONFLICT,
              place.path() + " would lie in " + folder + ", which has a value",
              "delete " + folder + " in the same write, or choose another path",
              place.path().value());
        }
      }
      if (isFolder(scope, place.path())) {
        refusals.add(
            Reason.PATH_CONFLICT,
            new ConfigPlace(scope, place.path()) + " is a folder of other values",
            "delete those in the same write, or choose another path",
            place.path().value());
      }
    }
  }

  /** The scopes whose values some member sees together with those of this one. */
  private List<ConfigScope> seenTogether(ConfigScope scope) {
    return scope.equals(ConfigScope.ALL) ? new ArrayList<>(known) : List.of(ConfigScope.ALL, scope);
  }

  /** Whether a value stands at the place after the edits. */
  private boolean stands(ConfigPlace place) {
    ConfigEdit edit = edits.get(place.key());
    return edit == null
        ? stored.computeIfAbsent(place.key(), key -> view.get(place) != null)
        : edit.to() != null;
  }

  /** Whether a value stands below the path after the edits. */
  private boolean isFolder(ConfigScope scope, ConfigPath path) {
    if (writtenFolders.contains(key(scope, path))) {
      return true;
    }
    String after = "";
    while (true) {
      List<ConfigView.Found> found = view.list(scope, path.value(), after, STRIDE);
      for (ConfigView.Found one : found) {
        if (!one.place().path().equals(path) && remains(one.place())) {
          return true;
        }
      }
      if (found.size() < STRIDE) {
        return false;
      }
      after = found.get(found.size() - 1).place().path().value();
    }
  }

  /** Whether the edits leave a value where one is stored. */
  private boolean remains(ConfigPlace place) {
    ConfigEdit edit = edits.get(place.key());
    return edit == null || edit.to() != null;
  }

  private static String key(ConfigScope scope, ConfigPath path) {
    return new ConfigPlace(scope, path).key();
  }
}
