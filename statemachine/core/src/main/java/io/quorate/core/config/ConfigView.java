package io.quorate.core.config;

import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.Revision;
import io.quorate.core.secret.Generation;
import io.quorate.core.secret.SecretView;
import io.quorate.core.store.Counter;
import io.quorate.core.store.Row;
import io.quorate.core.store.StoreView;
import io.quorate.core.store.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
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
    PathRange range = new PathRange(space.prefix() + scope.key() + "/", folder, after);
    List<Found> found = new ArrayList<>();
    for (Row<ConfigEntry> row : range.rows(store, Table.CONFIG, limit)) {
      found.add(new Found(new ConfigPlace(scope, new ConfigPath(row.key())), row.value()));
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

  /**
   * The first path in a scope that has a value; null when none has.
   *
   * @param from where to begin, part of a path or one
   * @param to before what to end, as well
   */
  @Nullable String first(ConfigScope scope, String from, String to) {
    String prefix = space.prefix() + scope.key() + "/";
    List<String> keys = store.keys(Table.CONFIG, prefix + from, prefix + to, 1);
    return keys.isEmpty() ? null : keys.get(0).substring(prefix.length());
  }

  /** The first paths of a scope that have a value and begin like this. */
  List<String> paths(ConfigScope scope, String prefix, int limit) {
    String scoped = space.prefix() + scope.key() + "/";
    return store.keys(Table.CONFIG, scoped + prefix, scoped + prefix + END, limit).stream()
        .map(key -> key.substring(scoped.length()))
        .toList();
  }

  /** Whether there is a data key of the generation. */
  boolean has(Generation generation) {
    return new SecretView(store).key(generation) != null;
  }

  /** The scopes in which there are values, all members first. */
  public List<ConfigScope> scopes() {
    List<ConfigScope> scopes = new ArrayList<>();
    String from = space.prefix();
    while (true) {
      List<String> next = store.keys(Table.CONFIG, from, space.prefix() + END, 1);
      if (next.isEmpty()) {
        return scopes;
      }
      String rest = next.get(0).substring(space.prefix().length());
      String scope = rest.substring(0, rest.indexOf('/'));
      scopes.add(ConfigScope.ofKey(scope));
      from = space.prefix() + scope + "0"; // the character behind '/'
    }
  }

  /** The commit that waits for its confirmation; null when none does. */
  public @Nullable AwaitedCommit awaited() {
    return store.get(Table.CONFIG_AWAITED, space.group().value());
  }

  /** Who has paused that it is delivered to members; null: nobody has. */
  public @Nullable SyncPause paused() {
    return store.get(Table.CONFIG_PAUSED, space.group().value());
  }

  /** The commits of all spaces that wait for their confirmation. */
  public static SortedMap<SpaceId, AwaitedCommit> awaited(StoreView store) {
    SortedMap<SpaceId, AwaitedCommit> all = new TreeMap<>();
    for (Row<AwaitedCommit> row : store.range(Table.CONFIG_AWAITED, "", END, Integer.MAX_VALUE)) {
      all.put(row.value().space(), row.value());
    }
    return all;
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

  /** Why a revision cannot be read or brought back; empty when it can. */
  public Optional<Refusal> beyondReach(Revision revision) {
    ConfigHead head = head();
    if (revision.compareTo(head.revision()) > 0) {
      return Optional.of(
          Refusal.of(
              Reason.UNKNOWN_REVISION,
              space + " is at revision " + head.revision() + ", there is no " + revision + " yet",
              "see: quorate config log " + space));
    }
    return revision.compareTo(head.oldest()) < 0
        ? Optional.of(
            Refusal.of(
                Reason.COMPACTED,
                "revision " + revision + " of " + space + " is not kept any more",
                "the oldest that is kept is " + head.oldest()))
        : Optional.empty();
  }

  /**
   * What is other now than at an earlier revision, with what stood there then.
   *
   * @param revision not before {@link ConfigHead#oldest}
   * @return null when it is more than {@link ConfigLimits} allow to look at, or to bring back
   */
  public @Nullable NavigableMap<ConfigPlace, ConfigUndo> since(Revision revision) {
    Since since = new Since();
    long now = head().revision().value();
    for (long at = revision.value() + 1; at <= now; at++) {
      String prefix = undoPrefix(new Revision(at));
      store
          .range(Table.CONFIG_UNDO, prefix, prefix + END, ConfigLimits.SINCE_ROWS - since.rows + 1)
          .forEach(row -> since.replaced(row.key().substring(prefix.length()), row.value()));
      if (since.tooMuch()) {
        return null;
      }
    }
    return since.before;
  }

  /** Gathers what commits replaced, the earliest first. */
  private final class Since {
    private final NavigableMap<ConfigPlace, ConfigUndo> before = new TreeMap<>();
    private final Set<String> known = new TreeSet<>();
    private int rows;
    private long looked;
    private long kept;

    void replaced(String key, ConfigUndo undo) {
      rows++;
      looked += size(undo.before());
      if (!known.add(key) || tooMuch()) {
        return; // what the earliest commit replaced is what stood there then
      }
      ConfigPlace place = ConfigPlace.ofKey(key);
      ConfigEntry present = get(place);
      looked += size(present);
      if (!same(undo.before(), present)) {
        before.put(place, undo);
        kept += size(undo.before());
      }
    }

    boolean tooMuch() {
      return rows > ConfigLimits.SINCE_ROWS
          || looked > ConfigLimits.SINCE_BYTES
          || kept > ConfigLimits.COMMIT_BYTES;
    }
  }

  private static int size(@Nullable ConfigEntry entry) {
    return entry == null ? 0 : entry.value().size();
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
