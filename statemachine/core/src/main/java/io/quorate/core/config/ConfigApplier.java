package io.quorate.core.config;

import io.quorate.core.ClusterTime;
import io.quorate.core.Revision;
import io.quorate.core.store.Row;
import io.quorate.core.store.Store;
import io.quorate.core.store.Table;
import java.util.List;

/** Writes what has happened to a space. Never refuses. */
public final class ConfigApplier implements ConfigEvent.Cases<Long> {
  private static final int DROPPED_AT_ONCE = 32;

  private final Store store;
  private final SpaceId space;
  private final ConfigView view;
  private final String author;
  private final ClusterTime now;

  private ConfigApplier(Store store, SpaceId space, String author, ClusterTime now) {
    this.store = store;
    this.space = space;
    this.view = new ConfigView(store, space);
    this.author = author;
    this.now = now;
  }

  /**
   * Applies an event.
   *
   * @param author who asked for it
   * @param now the cluster's clock
   * @return bytes of the values that it set and replaced
   */
  public static long apply(ConfigEvent event, String author, ClusterTime now, Store store) {
    return event.dispatch(new ConfigApplier(store, event.space(), author, now));
  }

  /** The group of the space is gone: nobody can confirm anything any more. */
  public static void abandoned(SpaceId space, Store store) {
    store.delete(Table.CONFIG_AWAITED, space.group().value());
  }

  @Override
  public Long confirmed(ConfigConfirmed event) {
    String key = view.commitKey(event.revision());
    ConfigCommit commit = store.get(Table.CONFIG_COMMITS, key);
    if (commit != null) {
      store.put(Table.CONFIG_COMMITS, key, commit.confirmed(author));
    }
    store.delete(Table.CONFIG_AWAITED, space.group().value());
    return 0L;
  }

  @Override
  public Long candidateEdited(CandidateEdited event) {
    Candidate candidate = event.candidate();
    store.put(Table.CONFIG_CANDIDATES, candidate.id().key(), candidate);
    long bytes = 0;
    for (CandidateView.Staged staged : event.edits()) {
      store.put(
          Table.CONFIG_EDITS, CandidateView.editKey(candidate.id(), staged.place()), staged.edit());
      bytes += WriteBounds.bytes(staged.asEdit());
    }
    return bytes;
  }

  @Override
  public Long candidateDropped(CandidateDropped event) {
    drop(event.id());
    return 0L;
  }

  /** Some rows at a time: their values need not be in memory together. */
  private void drop(CandidateId id) {
    store.delete(Table.CONFIG_CANDIDATES, id.key());
    String from = CandidateView.prefix(id);
    String to = from + "~";
    while (true) {
      List<Row<StagedEdit>> rows = store.range(Table.CONFIG_EDITS, from, to, DROPPED_AT_ONCE);
      rows.forEach(row -> store.delete(Table.CONFIG_EDITS, row.key()));
      if (rows.size() < DROPPED_AT_ONCE) {
        return;
      }
      from = rows.get(rows.size() - 1).key() + " "; // no path has a blank
    }
  }

  @Override
  public Long changed(ConfigChanged change) {
    ConfigHead head = view.head();
    Revision revision = change.revision();
    await(change);
    String candidate = change.why().origin().candidate();
    if (!candidate.isEmpty()) {
      drop(new CandidateId(space, new CandidateName(candidate)));
    }
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
            change.why().comment(),
            change.why().origin(),
            totals.size(),
            after.digest(),
            ""));
    return totals.moved();
  }

  /** No other commit is let in before this one is settled: so it is settled by what follows it. */
  private void await(ConfigChanged change) {
    String key = space.group().value();
    ClusterTime until = change.until();
    if (until != null) {
      AwaitedCommit awaited = new AwaitedCommit(space, change.revision(), author, now, until);
      store.put(Table.CONFIG_AWAITED, key, awaited);
    } else if (view.awaited() != null) {
      store.delete(Table.CONFIG_AWAITED, key);
    }
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
