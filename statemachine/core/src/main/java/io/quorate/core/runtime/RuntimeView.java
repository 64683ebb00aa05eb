package io.quorate.core.runtime;

import io.quorate.core.ClusterTime;
import io.quorate.core.GroupId;
import io.quorate.core.config.ConfigPath;
import io.quorate.core.config.PathRange;
import io.quorate.core.store.Row;
import io.quorate.core.store.StoreView;
import io.quorate.core.store.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the runtime entries of one group as they are at one time of the log. */
public final class RuntimeView {
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

  /** What stands at the path; null when nothing does. */
  public @Nullable RuntimeEntry get(ConfigPath path) {
    return alive(row(path));
  }

  /** What is stored there, be it over or not. */
  @Nullable RuntimeEntry row(ConfigPath path) {
    return store.get(Table.RUNTIME, place(path).key());
  }

  /** The entry unless it is over. */
  @Nullable RuntimeEntry alive(@Nullable RuntimeEntry row) {
    return row == null || row.end().over(now) ? null : row;
  }

  RuntimePlace place(ConfigPath path) {
    return new RuntimePlace(space, path);
  }

  /**
   * Entries in the order of their paths.
   *
   * @param folder below which path, or it itself; empty for all
   * @param after only those behind this path; empty for the first
   * @param limit how many at most
   */
  public List<Found> list(String folder, String after, int limit) {
    List<Found> found = new ArrayList<>();
    String prefix = space.prefix();
    String from = after;
    while (found.size() < limit) {
      int wanted = limit - found.size();
      List<Row<RuntimeEntry>> rows =
          new PathRange(prefix, folder, from).rows(store, Table.RUNTIME, wanted);
      for (Row<RuntimeEntry> row : rows) {
        if (alive(row.value()) != null) {
          found.add(new Found(new ConfigPath(row.key()), row.value()));
        }
      }
      if (rows.size() < wanted) {
        return found;
      }
      from = rows.get(rows.size() - 1).key();
    }
    return found;
  }

  /**
   * An entry with its path.
   *
   * @param path where it stands
   * @param entry what stands there
   */
  public record Found(ConfigPath path, RuntimeEntry entry) {}
}
