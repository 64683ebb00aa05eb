package io.quorate.core.config;

import io.quorate.core.store.Row;
import io.quorate.core.store.StoreView;
import io.quorate.core.store.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * The paths of a table that are wanted: all, or those of a folder and the folder itself.
 *
 * @param prefix what stands before the paths in the keys of the table
 * @param folder below which path, or it itself; empty for all
 * @param after only those behind this path; empty for the first
 */
public record PathRange(String prefix, String folder, String after) {
  /** Greater than every character of a path. */
  private static final String END = "~";

  /** The first rows, at most {@code limit}, in the order of their paths, which are their keys. */
  public <V> List<Row<V>> rows(StoreView store, Table<V> table, int limit) {
    List<Row<V>> rows = new ArrayList<>();
    V itself = folder.isEmpty() ? null : store.get(table, prefix + folder);
    if (itself != null && after.compareTo(folder) < 0) {
      rows.add(new Row<>(folder, itself));
    }
    String from = prefix + (folder.isEmpty() ? "" : folder + "/");
    String behind = prefix + after + " "; // no path has a blank, and nothing sorts before it
    String to = folder.isEmpty() ? prefix + END : prefix + folder + "0"; // the one behind '/'
    String start = after.isEmpty() || behind.compareTo(from) < 0 ? from : behind;
    for (Row<V> row : store.range(table, start, to, limit - rows.size())) {
      rows.add(new Row<>(row.key().substring(prefix.length()), row.value()));
    }
    return rows;
  }
}
