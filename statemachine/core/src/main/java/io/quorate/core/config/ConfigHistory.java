package io.quorate.core.config;

import io.quorate.core.Revision;
import io.quorate.core.secret.SealedRow;
import io.quorate.core.secret.SealedRows;
import io.quorate.core.store.Store;
import io.quorate.core.store.Table;
import java.util.Objects;

/**
 * Keeps the history of spaces within a bound: the oldest commits are dropped, with what they
 * replaced. One for each entry of the log.
 *
 * <p>A commit drops at most as many rows as one may make, and an entry as many as one may make. So
 * it may take some commits until the bound is kept again, and no entry grows with what is dropped.
 */
public final class ConfigHistory {
  private final Store store;
  private final Limit limit;
  private int room;

  /**
   * How much of a space is kept.
   *
   * @param commits how many can be undone
   * @param bytes of the places and values that they replaced
   */
  public record Limit(long commits, long bytes) {
    /** What is kept of every space. */
    public static final Limit KEPT = new Limit(ConfigLimits.KEPT_COMMITS, ConfigLimits.KEPT_BYTES);

    /** The last commit is kept, whatever it replaced: it may have to be undone. */
    private boolean exceededBy(ConfigHead head) {
      long kept = head.revision().value() - head.oldest().value();
      return kept > commits || (kept > 1 && head.replaced() > bytes);
    }
  }

  /**
   * Of the spaces that one entry changes.
   *
   * @param rows that the entry may drop
   */
  public ConfigHistory(Store store, Limit limit, int rows) {
    this.store = store;
    this.limit = limit;
    this.room = rows;
  }

  /**
   * Drops what is too much.
   *
   * @param head of the space with its newest commit
   * @return the same with what is kept
   */
  ConfigHead shortened(SpaceId space, ConfigHead head) {
    ConfigView view = new ConfigView(store, space);
    ConfigHead kept = head;
    int rows = Math.min(room, ConfigLimits.COMMIT_CHANGES);
    while (limit.exceededBy(kept)) {
      Revision next = kept.oldest().next();
      ConfigCommit.Size size =
          Objects.requireNonNull(view.commit(next), "a commit that is kept").size();
      if (size.changes() > rows) {
        break;
      }
      rows -= size.changes();
      room -= size.changes();
      forget(store, view, kept.oldest());
      kept = kept.keptFrom(next, size.replaced());
    }
    return kept;
  }

  /** Drops what leads back to a revision, and its line in the log. */
  static void forget(Store store, ConfigView view, Revision oldest) {
    String prefix = view.undoPrefix(oldest.next());
    store
        .keys(Table.CONFIG_UNDO, prefix, prefix + "~", ConfigLimits.COMMIT_CHANGES)
        .forEach(key -> store.delete(Table.CONFIG_UNDO, key));
    SealedRows.gone(store, SealedRow.Kind.REPLACED, prefix, ConfigLimits.COMMIT_CHANGES);
    store.delete(Table.CONFIG_COMMITS, view.commitKey(oldest));
  }
}
