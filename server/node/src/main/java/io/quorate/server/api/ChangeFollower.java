package io.quorate.server.api;

import io.quorate.core.config.ConfigChanged;
import io.quorate.core.registry.Event;
import io.quorate.core.store.StoreView;
import io.quorate.core.watch.RecentChanges.Change;
import io.quorate.core.watch.RecentChanges.Kind;
import io.quorate.replica.StateObserver;
import io.quorate.replica.store.EntryPosition;
import io.quorate.server.changes.ChangeFeed;
import io.quorate.server.changes.ChangeFeeds;
import io.quorate.v1.ConfigWatchEvent;
import java.util.List;

/**
 * Notes for those who watch what each entry of the log has changed. On the thread that applies
 * entries; for groups that nobody watches it does next to nothing.
 */
final class ChangeFollower implements StateObserver<Event> {
  /** What is larger is read by each watch in pieces. */
  private static final int MOST_BYTES = 1 << 20;

  private final ChangeFeeds<ConfigWatchEvent> configurations;
  private final RuntimeNotes runtimes;

  ChangeFollower(ChangeFeeds<ConfigWatchEvent> configurations, RuntimeNotes runtimes) {
    this.configurations = configurations;
    this.runtimes = runtimes;
  }

  @Override
  public void replaced(EntryPosition position, StoreView state) {
    configurations.all(ChangeFeed::lost);
    runtimes.replaced();
  }

  @Override
  public void applied(EntryPosition position, List<Event> events, StoreView state) {
    for (int i = 0; i < events.size(); i++) {
      Event event = events.get(i);
      if (event instanceof Event.Configured configured
          && configured.what() instanceof ConfigChanged commit) {
        committed(commit);
      } else if (event instanceof Event.RuntimeChanged changed) {
        runtimes.changed(changed.change());
      } else if (event instanceof Event.RuntimeSwept swept) {
        runtimes.swept(swept.sweep(), events.subList(i + 1, events.size()), state);
      } else if (event instanceof Event.RoleClosed closed) {
        runtimes.epochClosed(closed.group());
      } else if (event instanceof Event.GroupDeleted deleted) {
        configurations.deleted(deleted.group());
        runtimes.deleted(deleted.group());
      } else if (event instanceof Event.GroupDeclared declared) {
        declared(declared);
      }
    }
  }

  /** Somebody may wait for it to be there. */
  private void declared(Event.GroupDeclared event) {
    ChangeFeed<ConfigWatchEvent> feed = configurations.of(event.group());
    if (feed != null) {
      feed.wake();
    }
    runtimes.declared(event.group());
  }

  private void committed(ConfigChanged commit) {
    ChangeFeed<ConfigWatchEvent> feed = configurations.of(commit.space().group());
    if (feed == null) {
      return;
    }
    ConfigWatchEvent event = WatchMessages.of(commit);
    int bytes = event.getSerializedSize();
    if (bytes > MOST_BYTES) {
      feed.lost();
    } else {
      feed.changed(new Change<>(commit.revision(), Kind.WRITTEN, event, bytes));
    }
  }
}
