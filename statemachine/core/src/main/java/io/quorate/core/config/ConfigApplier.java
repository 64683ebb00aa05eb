package io.quorate.core.config;

import io.quorate.core.ClusterTime;
import io.quorate.core.Revision;
import io.quorate.core.secret.Generation;
import io.quorate.core.secret.Seal;
import io.quorate.core.secret.SealedRow;
import io.quorate.core.secret.SealedRows;
import io.quorate.core.secret.SecretView;
import io.quorate.core.store.Store;
import io.quorate.core.store.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes what has happened to a space. Never refuses. */
public final class ConfigApplier implements ConfigEvent.Cases<Long> {
  private static final int DROPPED_AT_ONCE = 1_000;

  private final Store store;
  private final SpaceId space;
  private final ConfigView view;
  private final String author;
  private final ClusterTime now;
  private final ConfigHistory history;

  private ConfigApplier(
      Store store, SpaceId space, ConfigRules.Asked asked, ConfigHistory history) {
    this.store = store;
    this.space = space;
    this.view = new ConfigView(store, space);
    this.author = asked.actor();
    this.now = asked.now();
    this.history = history;
  }

  /**
   * Applies an event.
   *
   * @param asked who asked for it, and when
   * @param history keeps that of the same store within its bound
   * @return bytes of the values that it set and replaced
   */
  public static long apply(
      ConfigEvent event, ConfigRules.Asked asked, Store store, ConfigHistory history) {
    return event.dispatch(new ConfigApplier(store, event.space(), asked, history));
  }

  /** The group of the space is gone: nobody can confirm anything any more, nor go back. */
  public static void abandoned(SpaceId space, Store store) {
    store.delete(Table.CONFIG_AWAITED, space.group().value());
    store.delete(Table.CONFIG_PAUSED, space.group().value());
    LeftHistory.leave(space, store);
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
  public Long syncOrdered(SyncOrdered event) {
    String key = space.group().value();
    switch (event.order()) {
      case PAUSE -> store.put(Table.CONFIG_PAUSED, key, new SyncPause(author, now, event.reason()));
      case RESUME -> store.delete(Table.CONFIG_PAUSED, key);
      case NOW -> {} // that it happened is all
    }
    return 0L;
  }

  @Override
  public Long candidateEdited(CandidateEdited event) {
    Candidate candidate = event.candidate();
    store.put(Table.CONFIG_CANDIDATES, candidate.id().key(), candidate);
    List<Generation> known = SecretView.generations(store);
    long bytes = 0;
    for (CandidateView.Staged staged : event.edits()) {
      String key = CandidateView.editKey(candidate.id(), staged.place());
      store.put(Table.CONFIG_EDITS, key, staged.edit());
      ConfigValue to = staged.edit().to();
      SealedRow row = new SealedRow(SealedRow.Kind.STAGED, key);
      SealedRows.put(store, known, row, to == null ? null : to.seal());
      bytes += WriteBounds.bytes(staged.asEdit());
    }
    return bytes;
  }

  @Override
  public Long candidateDropped(CandidateDropped event) {
    drop(event.id());
    return 0L;
  }

  @Override
  public Long historyDropped(HistoryDropped event) {
    LeftHistory.apply(event, store);
    return 0L;
  }

  /** By their keys alone: nobody needs their values any more. */
  private void drop(CandidateId id) {
    store.delete(Table.CONFIG_CANDIDATES, id.key());
    String from = CandidateView.prefix(id);
    SealedRows.gone(store, SealedRow.Kind.STAGED, from, ConfigLimits.COMMIT_CHANGES);
    String to = from + "~";
    while (true) {
      List<String> keys = store.keys(Table.CONFIG_EDITS, from, to, DROPPED_AT_ONCE);
      keys.forEach(key -> store.delete(Table.CONFIG_EDITS, key));
      if (keys.size() < DROPPED_AT_ONCE) {
        return;
      }
      from = keys.get(keys.size() - 1) + " "; // no path has a blank
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
    Totals totals = new Totals(revision, head);
    String undo = view.undoPrefix(revision);
    change.edits().forEach(edit -> replace(edit, undo, totals));
    ConfigHead after = totals.head(head);
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
            "",
            change.why().omitted()));
    store.put(Table.CONFIG_HEADS, space.group().value(), history.shortened(space, after));
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

  private void replace(ConfigEdit edit, String undoPrefix, Totals totals) {
    ConfigPlace place = edit.place();
    ConfigEntry before = view.get(place);
    ConfigValue to = edit.to();
    store.put(Table.CONFIG_UNDO, undoPrefix + place.key(), new ConfigUndo(before));
    totals.changed(place);
    sealed(undoPrefix + place.key(), place, before, to);
    if (before != null) {
      totals.gone(place, before.value());
    }
    if (to == null) {
      store.delete(Table.CONFIG, view.key(place));
      totals.deleted();
    } else {
      store.put(Table.CONFIG, view.key(place), new ConfigEntry(to, totals.revision));
      totals.set(place, to);
    }
  }

  private void sealed(
      String undoKey, ConfigPlace place, @Nullable ConfigEntry before, @Nullable ConfigValue to) {
    Seal was = before == null ? null : before.value().seal();
    Seal is = to == null ? null : to.seal();
    if (was == null && is == null) {
      return; // as nearly every write
    }
    SealedRows.replaced(store, new SealedRow(SealedRow.Kind.REPLACED, undoKey), null, was);
    SealedRows.replaced(store, new SealedRow(SealedRow.Kind.CURRENT, view.key(place)), was, is);
  }

  /** Counts what a commit does. */
  private static final class Totals {
    private final Revision revision;
    private final ConfigDigest.Sum digest;
    private long paths;
    private long bytes;
    private int set;
    private int deleted;
    private long setBytes;
    private long goneBytes;
    private long placeBytes;

    Totals(Revision revision, ConfigHead head) {
      this.revision = revision;
      this.paths = head.paths();
      this.bytes = head.bytes();
      this.digest = head.digest().sum();
    }

    void changed(ConfigPlace place) {
      placeBytes += place.key().length();
    }

    void gone(ConfigPlace place, ConfigValue value) {
      paths--;
      bytes -= value.size();
      goneBytes += value.size();
      digest.remove(place, value);
    }

    void set(ConfigPlace place, ConfigValue value) {
      paths++;
      bytes += value.size();
      digest.add(place, value);
      set++;
      setBytes += value.size();
    }

    void deleted() {
      deleted++;
    }

    ConfigHead head(ConfigHead before) {
      return new ConfigHead(
          revision, before.oldest(), paths, bytes, digest.digest(), before.replaced() + replaced());
    }

    private long replaced() {
      return goneBytes + placeBytes;
    }

    long moved() {
      return setBytes + goneBytes;
    }

    ConfigCommit.Size size() {
      return new ConfigCommit.Size(set, deleted, setBytes, replaced());
    }
  }
}
