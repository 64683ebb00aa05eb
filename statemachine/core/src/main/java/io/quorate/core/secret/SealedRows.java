package io.quorate.core.secret;

import io.quorate.core.store.Counter;
import io.quorate.core.store.Store;
import io.quorate.core.store.StoreView;
import io.quorate.core.store.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Knows where sealed values are stored, by the generation of their key: so it is known without
 * looking at any value what a rotation has still to do, and when the old key can go.
 */
public final class SealedRows {
  private static final String END = "~";

  private SealedRows() {}

  /** A row that held one value holds another now; null for one that is not sealed, or none. */
  public static void replaced(
      Store store, SealedRow row, @Nullable Seal before, @Nullable Seal after) {
    boolean same =
        before != null && after != null && before.generation().equals(after.generation());
    if (before != null && !same) {
      store.delete(Table.SECRET_ROWS, key(before.generation(), row));
    }
    if (after != null && !same) {
      store.put(Table.SECRET_ROWS, key(after.generation(), row), 1L);
    }
  }

  /**
   * A row holds this now, whatever it held before.
   *
   * @param known the generations that there are, see {@link SecretView#generations}
   */
  public static void put(Store store, List<Generation> known, SealedRow row, @Nullable Seal seal) {
    for (Generation each : known) {
      if (seal == null || !seal.generation().equals(each)) {
        store.delete(Table.SECRET_ROWS, key(each, row));
      }
    }
    replaced(store, row, null, seal);
  }

  /**
   * All rows of a kind are gone whose keys begin with this.
   *
   * @param most how many those may be
   */
  public static void gone(Store store, SealedRow.Kind kind, String prefix, int most) {
    for (Generation known : SecretView.generations(store)) {
      String from = key(known, new SealedRow(kind, prefix));
      store
          .keys(Table.SECRET_ROWS, from, from + END, most)
          .forEach(key -> store.delete(Table.SECRET_ROWS, key));
    }
  }

  /** Whether anything is sealed under the key. */
  public static boolean any(StoreView store, Generation generation) {
    return !of(store, generation, 1).isEmpty();
  }

  /** The first rows that are sealed under the key. */
  public static List<SealedRow> of(StoreView store, Generation generation, int limit) {
    String prefix = prefix(generation);
    return rows(prefix, store.keys(Table.SECRET_ROWS, prefix, prefix + END, limit));
  }

  /** The last rows that are sealed under the key, the last one first. */
  public static List<SealedRow> lastOf(StoreView store, Generation generation, int limit) {
    String prefix = prefix(generation);
    return store.rangeDescending(Table.SECRET_ROWS, prefix, prefix + END, limit).stream()
        .map(row -> SealedRow.of(row.key().substring(prefix.length())))
        .toList();
  }

  /**
   * Rows of a kind that are sealed under the key, in order.
   *
   * @param prefix with what their keys begin
   * @param after only those behind this key; empty for the first
   */
  public static List<SealedRow> of(
      StoreView store, Generation generation, SealedRow prefix, String after, int limit) {
    String whole = key(generation, prefix);
    String behind = key(generation, new SealedRow(prefix.kind(), after)) + " ";
    return rows(
        prefix(generation),
        store.keys(
            Table.SECRET_ROWS,
            after.isEmpty() || behind.compareTo(whole) < 0 ? whole : behind,
            whole + END,
            limit));
  }

  private static List<SealedRow> rows(String prefix, List<String> keys) {
    return keys.stream().map(key -> SealedRow.of(key.substring(prefix.length()))).toList();
  }

  private static String key(Generation generation, SealedRow row) {
    return prefix(generation) + row.text();
  }

  private static String prefix(Generation generation) {
    return Counter.key(generation.value()) + "/";
  }
}
