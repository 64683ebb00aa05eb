package io.quorate.server.api;

import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.Revision;
import io.quorate.core.config.ConfigCatchUp;
import io.quorate.core.config.ConfigListing;
import io.quorate.core.config.ConfigView;
import io.quorate.core.config.SpaceId;
import io.quorate.core.config.WatchedPlaces;
import io.quorate.core.store.StoreView;
import io.quorate.core.watch.RecentChanges.Change;
import io.quorate.server.changes.ChangeFeed;
import io.quorate.server.changes.ChangeSource;
import io.quorate.server.changes.Next;
import io.quorate.v1.ConfigWatchEvent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a watch of a configuration is told: first all values, or what was missed since a revision,
 * and then what is noted of each commit. Whoever is too slow for what is noted has missed something
 * again.
 */
final class ConfigWatchSource implements ChangeSource<ConfigWatchEvent> {
  private static final long BEHIND = -1;

  private final ChangeFeed<ConfigWatchEvent> feed;
  private final WatchedStore store;
  private final SpaceId space;
  private final WatchedPlaces watched;
  private final FullWord word;
  private ConfigCatchUp.Cursor cursor;
  private ConfigListing.@Nullable Cursor listing;
  private Listing listed;
  private long position = BEHIND;
  private boolean begun;
  private boolean promisedMore;

  /** Whether all values were told. */
  private enum Listing {
    WANTED,
    UNDER_WAY,
    DONE
  }

  /**
   * From a revision.
   *
   * @param from what the caller knows; NONE: nothing
   */
  ConfigWatchSource(
      ChangeFeed<ConfigWatchEvent> feed, WatchedStore store, WatchedPlaces watched, Revision from) {
    this.feed = feed;
    this.store = store;
    this.space = new SpaceId(feed.group());
    this.watched = watched;
    this.word = store.word(feed.group(), feed::wake);
    this.cursor = ConfigCatchUp.Cursor.at(from);
    this.listed = from.equals(Revision.NONE) ? Listing.WANTED : Listing.DONE;
  }

  @Override
  public ConfigWatchEvent progress() {
    return event(cursor.told()).setProgress(true).build();
  }

  @Override
  public Next<ConfigWatchEvent> next() {
    while (position != BEHIND) {
      ChangeFeed.Found<ConfigWatchEvent> found = feed.at(position);
      Change<ConfigWatchEvent> change = found.change();
      if (change == null) {
        if (found.place() == ChangeFeed.Place.END) {
          return feed.over() ? new Next.Over<>(gone()) : new Next.Nothing<>();
        }
        position = BEHIND;
        break;
      }
      position++;
      if (change.newsAfter(cursor.told())) {
        cursor = ConfigCatchUp.Cursor.at(change.revision());
        ConfigWatchEvent event = WatchMessages.of(change.told(), watched);
        if (event.getValuesCount() + event.getDeletedCount() > 0) {
          return new Next.Told<>(event);
        }
      }
    }
    return new Next.Behind<>();
  }

  @Override
  public Next<ConfigWatchEvent> read() {
    if (feed.over()) {
      return new Next.Over<>(gone());
    }
    long noted = feed.end(); // before the state is looked at: what comes later is found from there
    return word.on(() -> store.read(view -> read(view, noted)));
  }

  private Next<ConfigWatchEvent> read(StoreView view, long noted) {
    if (!WatchedStore.has(view, feed.group())) {
      return begun ? new Next.Over<>(gone()) : new Next.NotYet<>(gone());
    }
    return listed == Listing.DONE
        ? missed(view, noted)
        : list(new ConfigListing(view, space), noted);
  }

  private Refusal gone() {
    return WatchedStore.gone(feed.group());
  }

  private Next<ConfigWatchEvent> list(ConfigListing values, long noted) {
    ConfigListing.Cursor from = listing;
    boolean inOneLook = from == null;
    if (from == null) {
      from = values.begin();
      begun = true;
    }
    ConfigListing.Step step = values.next(from, watched, WatchedStore.PIECE_BYTES);
    listing = step.next();
    boolean more = step.rest() == ConfigListing.Rest.SOME;
    if (more && step.values().isEmpty()) {
      return new Next.Behind<>();
    }
    ConfigWatchEvent.Builder event =
        event(from.asOf()).setReset(listed == Listing.WANTED).setMore(more);
    for (ConfigView.Found found : step.values()) {
      event.addValues(ConfigMessages.entry(found.place(), found.entry()));
    }
    if (!more) {
      cursor = ConfigCatchUp.Cursor.at(from.asOf());
      // In one look it shows the state as of now: what is committed from now on is noted.
      position = inOneLook ? noted : BEHIND;
    }
    listed = more ? Listing.UNDER_WAY : Listing.DONE;
    return new Next.Told<>(event.build());
  }

  private Next<ConfigWatchEvent> missed(StoreView view, long noted) {
    ConfigCatchUp missed = new ConfigCatchUp(view, space);
    Optional<Refusal> against = missed.against(cursor.told());
    if (against.isPresent()) {
      return against.get().reason() == Reason.FROM_THE_FUTURE
          ? new Next.NotYet<>(against.get())
          : new Next.Over<>(against.get());
    }
    boolean first = !begun;
    begun = true;
    if (missed.reachesHead(cursor)) {
      position = noted;
      return first ? new Next.Told<>(progress()) : new Next.Behind<>();
    }
    Revision commit = cursor.told().next();
    ConfigCatchUp.Step step = missed.next(cursor, watched, WatchedStore.PIECE_BYTES);
    cursor = step.next();
    boolean more = !cursor.told().equals(commit);
    if (step.changes().isEmpty() && (more || !promisedMore)) {
      return new Next.Behind<>();
    }
    promisedMore = more;
    ConfigWatchEvent.Builder event = event(commit).setCoalesced(true).setMore(more);
    step.changes().forEach(changed -> WatchMessages.add(event, changed.place(), changed.entry()));
    return new Next.Told<>(event.build());
  }

  private static ConfigWatchEvent.Builder event(Revision revision) {
    return ConfigWatchEvent.newBuilder().setRevision(revision.value());
  }
}
