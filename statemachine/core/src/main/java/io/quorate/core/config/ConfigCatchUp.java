package io.quorate.core.config;

import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.Revision;
import io.quorate.core.store.StoreView;
import io.quorate.core.store.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What somebody has missed who knows a space as of an earlier revision: commit by commit, what
 * still stands as that commit left it. What a later commit replaced is told with that one. So
 * whoever has gone through them all knows every newest value and every deletion, and all that is
 * kept of somebody in between is a cursor.
 *
 * <p>A value that is gone is told with each commit that changed it meanwhile, since which of them
 * was the last is not known before they have all been read.
 */
public final class ConfigCatchUp {
  /** Rows that are looked at in one step at most. */
  static final int STEP_ROWS = 1_000;

  private static final int STRIDE = 100;
  private static final String END = "~";

  private final StoreView store;
  private final SpaceId space;
  private final ConfigView view;

  /** Of the space in this state. */
  public ConfigCatchUp(StoreView store, SpaceId space) {
    this.store = store;
    this.space = space;
    this.view = new ConfigView(store, space);
  }

  /**
   * How far somebody has come.
   *
   * @param told everything up to this revision
   * @param after and of the next one what stands at this place and before; empty for nothing
   */
  public record Cursor(Revision told, String after) {
    /** Who knows everything up to a revision. */
    public static Cursor at(Revision told) {
      return new Cursor(told, "");
    }
  }

  /**
   * What stands at a place.
   *
   * @param entry null: nothing does
   */
  public record Changed(ConfigPlace place, @Nullable ConfigEntry entry) {}

  /**
   * A piece of what was missed.
   *
   * @param changes may be none
   * @param next where to go on
   */
  public record Step(List<Changed> changes, Cursor next) {}

  /** Why nobody can go on from this revision; empty when one can. */
  public Optional<Refusal> against(Revision told) {
    ConfigHead head = view.head();
    if (told.compareTo(head.revision()) > 0) {
      return Optional.of(fromTheFuture(space.group() + "'s configuration", head.revision(), told));
    }
    return told.compareTo(head.oldest()) < 0
        ? Optional.of(
            Refusal.of(
                Reason.COMPACTED,
                "what was changed in "
                    + space
                    + " after revision "
                    + told
                    + " is not kept any more",
                "the oldest that can be watched from is "
                    + head.oldest()
                    + "; list what there is and watch from its revision, or watch from 0"))
        : Optional.empty();
  }

  /**
   * That a node has not come to a revision.
   *
   * @param what has revisions
   * @param head that it is at here
   * @param told that somebody says to know
   */
  public static Refusal fromTheFuture(String what, Revision head, Revision told) {
    return Refusal.of(
        Reason.FROM_THE_FUTURE,
        what + " is at revision " + head + " on this node, not at " + told,
        "watch by way of another node, or check the revision");
  }

  /** Whether there is nothing more. */
  public boolean reachesHead(Cursor cursor) {
    return cursor.told().compareTo(view.head().revision()) >= 0;
  }

  /**
   * The next piece; there must be one.
   *
   * @param mostBytes of places and values, unless the first alone has more
   */
  public Step next(Cursor from, WatchedPlaces watched, long mostBytes) {
    Revision commit = from.told().next();
    String prefix = view.undoPrefix(commit);
    List<Changed> changes = new ArrayList<>();
    String after = from.after();
    long bytes = 0;
    for (int looked = 0; looked < STEP_ROWS; looked += STRIDE) {
      String start = prefix + (after.isEmpty() ? "" : after + " "); // no place has a blank
      List<String> keys = store.keys(Table.CONFIG_UNDO, start, prefix + END, STRIDE);
      for (String key : keys) {
        after = key.substring(prefix.length());
        ConfigPlace place = ConfigPlace.ofKey(after);
        ConfigEntry entry = watched.has(place) ? view.get(place) : null;
        if (watched.has(place) && (entry == null || entry.revision().equals(commit))) {
          changes.add(new Changed(place, entry));
          bytes += after.length() + (entry == null ? 0 : entry.value().size());
        }
        if (bytes >= mostBytes) {
          return new Step(changes, new Cursor(from.told(), after));
        }
      }
      if (keys.size() < STRIDE) {
        return new Step(changes, Cursor.at(commit));
      }
    }
    return new Step(changes, new Cursor(from.told(), after));
  }
}
