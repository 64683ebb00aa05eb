package io.quorate.core.config;

import io.quorate.core.Revision;
import io.quorate.core.store.Counter;
import io.quorate.core.store.Row;
import io.quorate.core.store.StoreView;
import io.quorate.core.store.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads one space as the store has it. */
public final class ConfigView {
  /** Greater than every character of a path. */
  private static final String END = "~";

  private final StoreView store;
  private final SpaceId space;

  /** The space in this state. */
  public ConfigView(StoreView store, SpaceId space) {
    this.store = store;
    this.space = space;
  }

  /** How the space stands. */
  public ConfigHead head() {
    ConfigHead head = store.get(Table.CONFIG_HEADS, space.group().value());
    return head == null ? ConfigHead.EMPTY : head;
  }

  /** What stands at the place; null when nothing does. */
  public @Nullable ConfigEntry get(ConfigPlace place) {
    return store.get(Table.CONFIG, key(place));
  }

  /**
   * Values in the order of scopes and paths.
   *
   * @param scope whose
   * @param folder below which path, or it itself; empty for all
   * @param after only those behind this path; empty for the first
   * @param limit how many at most
   */
  public List<Found> list(ConfigScope scope, String folder, String after, int limit) {
    List<Found> found = new ArrayList<>();
    String scoped = space.prefix() + scope.key() + "/";
    ConfigEntry itself = folder.isEmpty() ? null : store.get(Table.CONFIG, scoped + folder);
    if (itself != null && after.compareTo(folder) < 0) {
      found.add(new Found(new ConfigPlace(scope, new ConfigPath(folder)), itself));
    }
    String from = scoped + (folder.isEmpty() ? "" : folder + "/");
    String behind = scoped + after + " "; // no path has a blank, and nothing sorts before it
    String to = folder.isEmpty() ? scoped + END : scoped + folder + "0"; // the one behind '/'
    String start = after.isEmpty() || behind.compareTo(from) < 0 ? from : behind;
    for (Row<ConfigEntry> row : store.range(Table.CONFIG, start, to, limit - found.size())) {
      ConfigPath path = new ConfigPath(row.key().substring(scoped.length()));
      found.add(new Found(new ConfigPlace(scope, path), row.value()));
    }
    return found;
  }

  /**
   * A value with its place.
   *
   * @param place where it stands
   * @param entry what stands there
   */
  public record Found(ConfigPlace place, ConfigEntry entry) {}

  /** The scopes in which there are values, all members first. */
  public List<ConfigScope> scopes() {
    List<ConfigScope> scopes = new ArrayList<>();
    String from = space.prefix();
    while (true) {
      List<Row<ConfigEntry>> next = store.range(Table.CONFIG, from, space.prefix() + END, 1);
      if (next.isEmpty()) {
        return scopes;
      }
      String rest = next.get(0).key().substring(space.prefix().length());
      String scope = rest.substring(0, rest.indexOf('/'));
      scopes.add(ConfigScope.ofKey(scope));
      from = space.prefix() + scope + "0"; // the character behind '/'
    }
  }

  /** Whether the path is a folder of a value of the scope. */
  boolean isFolder(ConfigScope scope, ConfigPath path) {
    String folder = space.prefix() + scope.key() + "/" + path.value();
    return !store.range(Table.CONFIG, folder + "/", folder + "0", 1).isEmpty();
  }

  /** A commit; null when there was none of this revision, or it is not kept any more. */
  public @Nullable ConfigCommit commit(Revision revision) {
    return store.get(Table.CONFIG_COMMITS, commitKey(revision));
  }

  /**
   * The newest commits, the newest first.
   *
   * @param before only those before this revision
   * @param limit how many at most
   */
  public List<ConfigCommit> commits(Revision before, int limit) {
    return store
        .rangeDescending(Table.CONFIG_COMMITS, space.prefix(), commitKey(before), limit)
        .stream()
        .map(Row::value)
        .toList();
  }

  /**
   * What is other now than at an earlier revision, with what stood there then.
   *
   * @param revision not before {@link ConfigHead#oldest}
   * @param most rows to look at
   * @return null when there are more
   */
  public @Nullable NavigableMap<ConfigPlace, ConfigUndo> since(Revision revision, int most) {
    NavigableMap<ConfigPlace, ConfigUndo> before = new TreeMap<>();
    int left = most;
    for (long at = head().revision().value(); at > revision.value(); at--) {
      String prefix = undoPrefix(new Revision(at));
      List<Row<ConfigUndo>> rows = store.range(Table.CONFIG_UNDO, prefix, prefix + END, left + 1);
      left -= rows.size();
      if (left < 0) {
        return null;
      }
      // The earliest commit behind the revision has the last word on what stood there then.
      rows.forEach(
          row -> before.put(ConfigPlace.ofKey(row.key().substring(prefix.length())), row.value()));
    }
    before.entrySet().removeIf(undo -> same(undo.getValue().before(), get(undo.getKey())));
    return before;
  }

  /** Whether two entries have one value, whenever they came to be so. */
  static boolean same(@Nullable ConfigEntry one, @Nullable ConfigEntry other) {
    return one == null ? other == null : other != null && one.value().equals(other.value());
  }

  String key(ConfigPlace place) {
    return space.prefix() + place.key();
  }

  String commitKey(Revision revision) {
    return space.prefix() + Counter.key(revision.value());
  }

  String undoPrefix(Revision revision) {
    return commitKey(revision) + "/";
  }
}
