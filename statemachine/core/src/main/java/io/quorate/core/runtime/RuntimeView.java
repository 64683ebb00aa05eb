package io.quorate.core.runtime;

import io.quorate.core.ClusterTime;
import io.quorate.core.GroupId;
import io.quorate.core.config.ConfigPath;
import io.quorate.core.config.ConfigPlace;
import io.quorate.core.config.ConfigScope;
import io.quorate.core.config.PathRange;
import io.quorate.core.store.Row;
import io.quorate.core.store.StoreView;
import io.quorate.core.store.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the runtime entries of one group as they are at one time of the log. */
public final class RuntimeView {
  /** Greater than every character of a key. */
  private static final String END = "~";

  private final StoreView store;
  private final RuntimeHead head;
  private final RuntimeSpace space;
  private final ClusterTime now;

  /**
   * Of a group.
   *
   * @param now the log's time: what is over by then is not there
   */
  public RuntimeView(StoreView store, GroupId group, ClusterTime now) {
    this.store = store;
    this.head = head(store, group);
    this.space = new RuntimeSpace(group, head.life());
    this.now = now;
  }

  /** How they stand; what is over counts until it is swept. */
  public RuntimeHead head() {
    return head;
  }

  static RuntimeHead head(StoreView store, GroupId group) {
    RuntimeHead head = store.get(Table.RUNTIME_HEADS, group.value());
    return head == null ? RuntimeHead.EMPTY : head;
  }

  /** What stands at the place; null when nothing does. */
  public @Nullable RuntimeEntry get(ConfigPlace place) {
    return alive(row(place));
  }

  /** What is stored there, be it over or not. */
  @Nullable RuntimeEntry row(ConfigPlace place) {
    return store.get(Table.RUNTIME, new RuntimePlace(space, place).key());
  }

  /** The entry unless it is over. */
  @Nullable RuntimeEntry alive(@Nullable RuntimeEntry row) {
    return row == null || row.end().over(now) ? null : row;
  }

  /**
   * Entries of a scope in the order of their paths.
   *
   * @param scope for whom they are
   * @param folder below which path, or it itself; empty for all
   * @param after only those behind this path; empty for the first
   * @param limit how many at most
   */
  public List<Found> list(ConfigScope scope, String folder, String after, int limit) {
    List<Found> found = new ArrayList<>();
    String prefix = space.prefix() + scope.key() + "/";
    String from = after;
    while (found.size() < limit) {
      int wanted = limit - found.size();
      List<Row<RuntimeEntry>> rows =
          new PathRange(prefix, folder, from).rows(store, Table.RUNTIME, wanted);
      for (Row<RuntimeEntry> row : rows) {
        if (alive(row.value()) != null) {
          ConfigPlace place = new ConfigPlace(scope, new ConfigPath(row.key()));
          found.add(new Found(place, row.value()));
        }
      }
      if (rows.size() < wanted) {
        return found;
      }
      from = rows.get(rows.size() - 1).key();
    }
    return found;
  }

  /** The scopes in which something is stored, all members first. */
  public List<ConfigScope> scopes() {
    List<ConfigScope> scopes = new ArrayList<>();
    String from = space.prefix();
    while (true) {
      List<String> next = store.keys(Table.RUNTIME, from, space.prefix() + END, 1);
      if (next.isEmpty()) {
        return scopes;
      }
      String rest = next.get(0).substring(space.prefix().length());
      ConfigScope scope = ConfigScope.ofKey(rest.substring(0, rest.indexOf('/')));
      scopes.add(scope);
      from = space.prefix() + scope.key() + "0"; // the character behind '/'
    }
  }

  /**
   * An entry with its place.
   *
   * @param place where it stands, and for whom
   * @param entry what stands there
   */
  public record Found(ConfigPlace place, RuntimeEntry entry) {}
}
