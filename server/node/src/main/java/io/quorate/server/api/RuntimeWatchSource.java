package io.quorate.server.api;

import io.quorate.core.Refusal;
import io.quorate.core.Revision;
import io.quorate.core.config.ConfigCatchUp;
import io.quorate.core.registry.Registry;
import io.quorate.core.runtime.RuntimeListing;
import io.quorate.core.runtime.RuntimeView;
import io.quorate.core.store.StoreView;
import io.quorate.core.watch.RecentChanges.Change;
import io.quorate.server.changes.ChangeFeed;
import io.quorate.server.changes.ChangeSource;
import io.quorate.server.changes.Next;
import io.quorate.v1.RuntimeWatchEvent;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a watch of runtime entries is told: what is noted of each change, and all entries whenever
 * not everything is noted since it was told something last. There is no history of them.
 */
final class RuntimeWatchSource implements ChangeSource<RuntimeWatchEvent> {
  private static final long BEHIND = -1;

  private final ChangeFeed<RuntimeWatchEvent> feed;
  private final WatchedStore store;
  private final String folder;
  private final Revision from;
  private final FullWord word;
  private Revision told;
  private long position = BEHIND;
  private @Nullable RuntimeListing listing;

  /** From where on the changes since the listing began are noted. */
  private long noted;

  private boolean begun;
  private boolean resetTold;

  /**
   * From a revision.
   *
   * @param folder below which path, or it itself; empty for all
   * @param from what the caller knows; NONE: nothing
   */
  RuntimeWatchSource(
      ChangeFeed<RuntimeWatchEvent> feed, WatchedStore store, String folder, Revision from) {
    this.feed = feed;
    this.store = store;
    this.folder = folder;
    this.from = from;
    this.word = store.word(feed.group(), feed::wake);
    this.told = from;
  }

  @Override
  public RuntimeWatchEvent progress() {
    return event(told).setProgress(true).build();
  }

  @Override
  public Next<RuntimeWatchEvent> next() {
    while (position != BEHIND) {
      ChangeFeed.Found<RuntimeWatchEvent> found = feed.at(position);
      Change<RuntimeWatchEvent> change = found.change();
      if (change == null) {
        if (found.place() == ChangeFeed.Place.END) {
          return feed.over() ? new Next.Over<>(gone()) : new Next.Nothing<>();
        }
        position = BEHIND;
        break;
      }
      position++;
      if (change.newsAfter(told)) {
        told = change.revision();
        RuntimeWatchEvent event = WatchMessages.of(change.told(), folder);
        if (event.getEntriesCount() + event.getDeletedCount() > 0) {
          return new Next.Told<>(event);
        }
      }
    }
    return new Next.Behind<>();
  }

  @Override
  public Next<RuntimeWatchEvent> read() {
    if (feed.over()) {
      return new Next.Over<>(gone());
    }
    boolean unlisted = listing == null || feed.at(noted).place() == ChangeFeed.Place.LOST;
    if (unlisted) {
      noted = feed.end(); // before the state is looked at
      listing = null;
      resetTold = false;
    }
    return word.on(() -> store.read(this::read));
  }

  private Next<RuntimeWatchEvent> read(StoreView state) {
    if (!WatchedStore.has(state, feed.group())) {
      return begun ? new Next.Over<>(gone()) : new Next.NotYet<>(gone());
    }
    RuntimeView view = new RuntimeView(state, feed.group(), Registry.time(state));
    if (!begun && !from.equals(Revision.NONE)) {
      Revision head = view.head().revision();
      if (from.compareTo(head) > 0) {
        return new Next.NotYet<>(
            ConfigCatchUp.fromTheFuture("the runtime of " + feed.group(), head, from));
      }
      begun = true;
      OptionalLong since = feed.since(from);
      if (since.isPresent()) {
        position = since.getAsLong();
        return new Next.Told<>(progress());
      }
    }
    begun = true;
    return list(view);
  }

  private Refusal gone() {
    return WatchedStore.gone(feed.group());
  }

  private Next<RuntimeWatchEvent> list(RuntimeView view) {
    RuntimeListing begin = listing == null ? RuntimeListing.begin(view) : listing;
    RuntimeListing.Step step = begin.next(view, folder, WatchedStore.PIECE_BYTES);
    boolean more = step.rest() == RuntimeListing.Rest.SOME;
    RuntimeWatchEvent.Builder event = event(begin.asOf()).setReset(!resetTold).setMore(more);
    step.entries()
        .forEach(found -> event.addEntries(RuntimeReads.message(found.place(), found.entry())));
    resetTold = true;
    listing = more ? step.next() : null;
    if (!more) {
      told = begin.asOf();
      position = noted;
    }
    return new Next.Told<>(event.build());
  }

  private static RuntimeWatchEvent.Builder event(Revision revision) {
    return RuntimeWatchEvent.newBuilder().setRevision(revision.value());
  }
}
