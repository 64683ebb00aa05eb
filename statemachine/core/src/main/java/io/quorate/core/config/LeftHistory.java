package io.quorate.core.config;

import io.quorate.core.GroupId;
import io.quorate.core.Revision;
import io.quorate.core.store.Row;
import io.quorate.core.store.Store;
import io.quorate.core.store.StoreView;
import io.quorate.core.store.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The history that deleted groups leave: out of reach at once, and dropped step by step. Their
 * revision stays, so that those of a group that is declared again under the name go on from it.
 */
public final class LeftHistory {
  private static final String END = "~";

  private LeftHistory() {}

  /** The group of the space is deleted. */
  static void leave(SpaceId space, Store store) {
    ConfigHead head = new ConfigView(store, space).head();
    if (head.oldest().equals(head.revision())) {
      return;
    }
    String key = space.group().value();
    if (store.get(Table.CONFIG_LEFT, key) == null) { // else some of an earlier one is left
      store.put(Table.CONFIG_LEFT, key, head.oldest().value());
    }
    store.put(Table.CONFIG_HEADS, key, head.keptFrom(head.revision(), head.replaced()));
  }

  /** Whether there is any. */
  public static boolean any(StoreView store) {
    return !store.keys(Table.CONFIG_LEFT, "", END, 1).isEmpty();
  }

  /** What is dropped at once, at most as many rows as one commit may make; null when none is. */
  public static @Nullable HistoryDropped next(StoreView store) {
    List<Row<Long>> left = store.range(Table.CONFIG_LEFT, "", END, 2);
    if (left.isEmpty()) {
      return null;
    }
    Row<Long> first = left.get(0);
    SpaceId space = new SpaceId(new GroupId(first.key()));
    ConfigView view = new ConfigView(store, space);
    Revision from = new Revision(first.value());
    Revision end = view.head().oldest();
    Revision to = from;
    int room = ConfigLimits.COMMIT_CHANGES;
    while (to.compareTo(end) < 0 && to.value() - from.value() < ConfigLimits.KEPT_COMMITS) {
      room -= rows(view.commit(to.next()));
      if (room < 0) {
        break;
      }
      to = to.next();
    }
    boolean more = to.compareTo(end) < 0 || left.size() > 1;
    return new HistoryDropped(
        space, from, to, more ? HistoryDropped.Rest.SOME : HistoryDropped.Rest.NONE);
  }

  /** None when a group of the same name has dropped it already. */
  private static int rows(@Nullable ConfigCommit commit) {
    return commit == null ? 0 : commit.size().changes();
  }

  static void apply(HistoryDropped event, Store store) {
    ConfigView view = new ConfigView(store, event.space());
    Revision at = event.from();
    while (at.compareTo(event.to()) < 0) {
      ConfigHistory.forget(store, view, at);
      at = at.next();
    }
    String key = event.space().group().value();
    if (at.compareTo(view.head().oldest()) < 0) {
      store.put(Table.CONFIG_LEFT, key, at.value());
    } else {
      store.delete(Table.CONFIG_LEFT, key);
    }
  }
}
