package io.quorate.server.api;

import io.quorate.core.GroupId;
import io.quorate.core.Revision;
import io.quorate.core.config.ConfigPlace;
import io.quorate.core.registry.Event;
import io.quorate.core.registry.Registry;
import io.quorate.core.runtime.RuntimeChange;
import io.quorate.core.runtime.RuntimeHead;
import io.quorate.core.runtime.RuntimeSweep;
import io.quorate.core.runtime.RuntimeView;
import io.quorate.core.store.StoreView;
import io.quorate.core.watch.RecentChanges.Change;
import io.quorate.core.watch.RecentChanges.Kind;
import io.quorate.server.changes.ChangeFeed;
import io.quorate.server.changes.ChangeFeeds;
import io.quorate.v1.RuntimeWatchEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Notes for those who watch what has changed of runtime entries. What is dropped makes no revision,
 * so the order of events counts within one entry of the log too, while the store is only seen as it
 * is after all of them.
 */
final class RuntimeNotes {
  private final ChangeFeeds<RuntimeWatchEvent> feeds;
  private final Map<GroupId, Known> known = new TreeMap<>();

  /**
   * What is known of the entries of a watched group.
   *
   * @param head the revision that they have
   * @param bound whether some may end with the epoch
   */
  private record Known(Revision head, Bound bound) {}

  private enum Bound {
    PERHAPS,
    NONE
  }

  RuntimeNotes(ChangeFeeds<RuntimeWatchEvent> feeds) {
    this.feeds = feeds;
  }

  /** The store is another. */
  void replaced() {
    known.clear();
    feeds.all(ChangeFeed::lost);
  }

  void changed(RuntimeChange change) {
    ChangeFeed<RuntimeWatchEvent> feed = feeds.of(change.group());
    Known before = known.remove(change.group());
    if (feed == null) {
      return;
    }
    if (before == null || change.revision().compareTo(before.head()) > 0) {
      RuntimeWatchEvent event = WatchMessages.of(change);
      feed.changed(new Change<>(change.revision(), Kind.WRITTEN, event, event.getSerializedSize()));
    } // else entries were touched
    boolean unbound =
        before != null
            && before.bound() == Bound.NONE
            && change.placed().stream().noneMatch(RuntimeNotes::bound);
    known.put(change.group(), new Known(change.revision(), unbound ? Bound.NONE : Bound.PERHAPS));
  }

  private static boolean bound(RuntimeChange.Placed placed) {
    return placed.to() != null && placed.to().end().epoch() != null;
  }

  /**
   * Entries that were over are gone.
   *
   * @param later what else the entry of the log has led to, after it
   */
  void swept(RuntimeSweep sweep, List<Event> later, StoreView state) {
    SortedMap<GroupId, List<ConfigPlace>> gone = new TreeMap<>();
    for (RuntimeSweep.Gone one : sweep.gone()) {
      GroupId group = one.place().space().group();
      if (feeds.of(group) == null) {
        known.remove(group);
      } else if (head(group, state).life() == one.place().space().life()) {
        gone.computeIfAbsent(group, name -> new ArrayList<>()).add(one.place().place());
      }
    }
    gone.forEach((group, places) -> gone(group, places, later, state));
  }

  private void gone(GroupId group, List<ConfigPlace> places, List<Event> later, StoreView state) {
    ChangeFeed<RuntimeWatchEvent> feed = feeds.of(group);
    Known before = known.get(group);
    if (feed == null) {
      return;
    }
    if (before == null && later.stream().anyMatch(event -> changes(group, event))) {
      feed.lost(); // at which revision it was is not known
      return;
    }
    Revision revision = before == null ? head(group, state).revision() : before.head();
    RuntimeWatchEvent event = WatchMessages.of(revision, places);
    feed.changed(new Change<>(revision, Kind.OVER, event, event.getSerializedSize()));
    known.putIfAbsent(group, new Known(revision, Bound.PERHAPS));
  }

  private static boolean changes(GroupId group, Event event) {
    return event instanceof Event.RuntimeChanged changed && changed.change().group().equals(group);
  }

  /** What has ended with it is not said, so whoever watches has to look again. */
  void epochClosed(GroupId group) {
    ChangeFeed<RuntimeWatchEvent> feed = feeds.of(group);
    Known before = known.remove(group);
    if (feed == null) {
      return;
    }
    if (before == null || before.bound() == Bound.PERHAPS) {
      feed.lost();
    }
    if (before != null) {
      known.put(group, new Known(before.head(), Bound.NONE));
    }
  }

  void deleted(GroupId group) {
    known.remove(group);
    feeds.deleted(group);
  }

  void declared(GroupId group) {
    ChangeFeed<RuntimeWatchEvent> feed = feeds.of(group);
    if (feed != null) {
      feed.wake();
    }
  }

  private static RuntimeHead head(GroupId group, StoreView state) {
    return new RuntimeView(state, group, Registry.time(state)).head();
  }
}
