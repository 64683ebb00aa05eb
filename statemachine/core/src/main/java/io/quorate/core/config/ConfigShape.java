package io.quorate.core.config;

import io.quorate.core.NodeId;
import io.quorate.core.Reason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whether values would still be files of folders: no path that has a value may be a folder of
 * another, as any member sees them.
 *
 * <p>This is done for each write on every replica, so little is looked up: what had a value before
 * fits to all that had one, and what is stored between the new ones is found by {@link
 * StoredPaths}.
 */
final class ConfigShape {
  private final ConfigView view;
  private final Set<ConfigPlace> replaced;
  private final NavigableMap<String, ConfigEdit> edits = new TreeMap<>();

  /** The keys of the places that are set. */
  private final NavigableSet<String> placed = new TreeSet<>();

  private final List<ConfigScope> known;
  private final List<String> ends;
  private final Map<ConfigScope, StoredPaths> stored = new TreeMap<>();

  /**
   * Of a space after edits.
   *
   * @param replaced the places that have a value already
   * @param members whose values can be set
   */
  ConfigShape(
      ConfigView view,
      Collection<ConfigEdit> edits,
      Set<ConfigPlace> replaced,
      SortedSet<NodeId> members) {
    this.view = view;
    this.replaced = replaced;
    SortedSet<ConfigScope> scopes = new TreeSet<>(view.scopes());
    SortedSet<String> asked = new TreeSet<>();
    for (ConfigEdit edit : edits) {
      String key = edit.place().key();
      this.edits.put(key, edit);
      if (edit.to() == null) {
        continue;
      }
      placed.add(key);
      asked.add(end(edit.place().path()));
      ConfigScope scope = edit.place().scope();
      NodeId node = scope.node();
      if (node == null || members.contains(node)) {
        scopes.add(scope);
      }
    }
    this.known = List.copyOf(scopes);
    this.ends = new ArrayList<>(asked);
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
    String path = place.path().value();
    for (ConfigScope scope : seenTogether(place.scope())) {
      // What stood at the place fits to what stood elsewhere: only what is new can be against it.
      StoredPaths others = replaced.contains(place) ? null : stored(scope);
      for (int at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
        String folder = path.substring(0, at);
        if (stands(scope, folder, others)) {
          inFile(place, new ConfigPlace(scope, new ConfigPath(folder)), refusals);
        }
      }
      if (isFolder(scope, path, others)) {
        refusals.add(
            Reason.PATH_CONFLICT,
            "other values" + whose(scope) + " are below it",
            "delete those in the same write, or choose another path",
            path);
      }
    }
  }

  private static String whose(ConfigScope scope) {
    return scope.node() == null ? "" : " of " + scope.node();
  }

  private static void inFile(ConfigPlace place, ConfigPlace folder, Refusals refusals) {
    refusals.add(
        Reason.PATH_CONFLICT,
        "it would lie in " + folder + ", which has a value",
        "delete " + folder + " in the same write, or choose another path",
        place.path().value());
  }

  /** The scopes whose values some member sees together with those of this one. */
  private List<ConfigScope> seenTogether(ConfigScope scope) {
    return scope.equals(ConfigScope.ALL) ? known : List.of(ConfigScope.ALL, scope);
  }

  private StoredPaths stored(ConfigScope scope) {
    return stored.computeIfAbsent(scope, of -> new StoredPaths(view, of, ends));
  }

  /** Whether a value stands at the path after the edits. */
  private boolean stands(ConfigScope scope, String path, @Nullable StoredPaths others) {
    String key = key(scope, path);
    return placed.contains(key) || (others != null && !edits.containsKey(key) && others.has(path));
  }

  /** Whether a value stands below the path after the edits. */
  private boolean isFolder(ConfigScope scope, String path, @Nullable StoredPaths others) {
    String inside = path + "/";
    String set = placed.ceiling(key(scope, inside));
    if (set != null && set.startsWith(key(scope, inside))) {
      return true;
    }
    String end = end(path);
    String left = others == null ? null : others.first(inside, end);
    while (left != null && others != null && edits.containsKey(key(scope, left))) {
      left = others.first(StoredPaths.behind(left), end);
    }
    return left != null;
  }

  /** Behind all that lies in the folder. */
  private static String end(ConfigPath folder) {
    return end(folder.value());
  }

  private static String end(String folder) {
    return folder + "0"; // the character behind '/'
  }

  private static String key(ConfigScope scope, String path) {
    return scope.key() + "/" + path;
  }
}
