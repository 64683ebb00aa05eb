package io.quorate.replica.image;

import io.quorate.core.image.ImageChange;
import io.quorate.core.image.RegistryImage;
import io.quorate.core.registry.Event;
import io.quorate.core.store.StoreView;
import io.quorate.replica.StateObserver;
import io.quorate.replica.store.EntryPosition;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The newest image of this node's registry. Readers take it and look at it on their own threads;
 * nobody who leads or applies works for them.
 */
public final class RegistryImages implements StateObserver<Event> {
  private final List<Consumer<ImageChange>> watchers = new CopyOnWriteArrayList<>();
  private final List<StateObserver<Event>> followers = new CopyOnWriteArrayList<>();
  private volatile RegistryImage current = RegistryImage.EMPTY;

  /** With nothing in it until a replica is opened. */
  public RegistryImages() {}

  /** The state as of the last entry that this node has applied. */
  public RegistryImage current() {
    return current;
  }

  /**
   * Tells of every change from now on, in order, until the watch is closed.
   *
   * @param watcher called on the thread that applies entries; must return at once
   */
  public Watch watch(Consumer<ImageChange> watcher) {
    watchers.add(watcher);
    return () -> watchers.remove(watcher);
  }

  /**
   * Shows the state after each entry to somebody else as well, until the watch is closed.
   *
   * @param follower called on the thread that applies entries; must return at once
   */
  public Watch follow(StateObserver<Event> follower) {
    followers.add(follower);
    return () -> followers.remove(follower);
  }

  /** Somebody is told of changes. */
  @FunctionalInterface
  public interface Watch extends AutoCloseable {
    @Override
    void close();
  }

  @Override
  public void replaced(EntryPosition position, StoreView state) {
    publish(
        new ImageChange(
            RegistryImage.of(position.index(), state), ImageChange.Extent.ALL, new TreeSet<>()));
    followers.forEach(follower -> follower.replaced(position, state));
  }

  @Override
  public void applied(EntryPosition position, List<Event> events, StoreView state) {
    take(position, events, state);
    followers.forEach(follower -> follower.applied(position, events, state));
  }

  private void take(EntryPosition position, List<Event> events, StoreView state) {
    RegistryImage next = current.after(position.index(), events, state);
    if (events.stream().noneMatch(Event::historic)) {
      current = next; // what a group's programs write changes nothing that an image shows
      return;
    }
    publish(new ImageChange(next, ImageChange.Extent.SOME, next.changed(current, events)));
  }

  private void publish(ImageChange change) {
    current = change.image();
    watchers.forEach(watcher -> watcher.accept(change));
  }
}
