package io.quorate.core.config;

import io.quorate.core.ClusterTime;
import io.quorate.core.Revision;
import io.quorate.core.store.Row;
import io.quorate.core.store.Store;
import io.quorate.core.store.Table;
import java.util.List;

/** Writes what a decided commit changes. Never refuses. */
public final class ConfigApplier {
  private final Store store;
  private final SpaceId space;
  private final ConfigView view;

  private ConfigApplier(Store store, SpaceId space) {
    this.store = store;
    this.space = space;
    this.view = new ConfigView(store, space);
  }

  /**
   * Applies a change.
   *
   * @param author who asked for it
   * @param now the cluster's clock
   * @return bytes of the values that it set and replaced
   */
  public static long apply(ConfigChanged change, String author, ClusterTime now, Store store) {
    return new ConfigApplier(store, change.space()).commit(change, author, now);
  }

  private long commit(ConfigChanged change, String author, ClusterTime now) {
    ConfigHead head = view.head();
    Revision revision = head.revision().next();
    Totals totals = new Totals(head);
    change.edits().forEach(edit -> replace(edit, revision, totals));
    ConfigHead after = totals.head(revision, oldest(head, revision));
    store.put(Table.CONFIG_HEADS, space.group().value(), after);
    store.put(
        Table.CONFIG_COMMITS,
        view.commitKey(revision),
        new ConfigCommit(
            revision,
            now,
            author,
            change.comment(),
            change.origin(),
            totals.size(),
            after.digest()));
    return totals.moved();
  }

  private void replace(ConfigEdit edit, Revision revision, Totals totals) {
    ConfigEntry before = view.get(edit.place());
    ConfigValue to = edit.to();
    store.put(
        Table.CONFIG_UNDO, view.undoPrefix(revision) + edit.place().key(), new ConfigUndo(before));
    if (before != null) {
      totals.gone(edit.place(), before.value());
    }
    if (to == null) {
      store.delete(Table.CONFIG, view.key(edit.place()));
      totals.deleted();
    } else {
      store.put(Table.CONFIG, view.key(edit.place()), new ConfigEntry(to, revision));
      totals.set(edit.place(), to);
    }
  }

  /** Drops what leads back beyond what is kept: by known keys, so nothing is looked for. */
  private Revision oldest(ConfigHead head, Revision revision) {
    long oldest = Math.max(0, revision.value() - ConfigLimits.KEPT_COMMITS);
    if (oldest <= head.oldest().value()) {
      return head.oldest();
    }
    Revision dropped = new Revision(oldest);
    String prefix = view.undoPrefix(dropped);
    List<Row<ConfigUndo>> rows =
        store.range(Table.CONFIG_UNDO, prefix, prefix + "~", ConfigLimits.COMMIT_CHANGES);
    rows.forEach(row -> store.delete(Table.CONFIG_UNDO, row.key()));
    store.delete(Table.CONFIG_COMMITS, view.commitKey(new Revision(oldest - 1)));
    return dropped;
  }

  /** Counts what a commit does. */
  private static final class Totals {
    private long paths;
    private long bytes;
    private ConfigDigest digest;
    private int set;
    private int deleted;
    private long setBytes;
    private long goneBytes;

    Totals(ConfigHead head) {
      this.paths = head.paths();
      this.bytes = head.bytes();
      this.digest = head.digest();
    }

    void gone(ConfigPlace place, ConfigValue value) {
      paths--;
      bytes -= value.size();
      goneBytes += value.size();
      digest = digest.without(place, value);
    }

    void set(ConfigPlace place, ConfigValue value) {
      paths++;
      bytes += value.size();
      digest = digest.with(place, value);
      set++;
      setBytes += value.size();
    }

    void deleted() {
      deleted++;
    }

    ConfigHead head(Revision revision, Revision oldest) {
      return new ConfigHead(revision, oldest, paths, bytes, digest);
    }

    long moved() {
      return setBytes + goneBytes;
    }

    ConfigCommit.Size size() {
      return new ConfigCommit.Size(set, deleted, setBytes);
    }
  }
}
