package io.quorate.server.changes;

import io.quorate.core.GroupId;
import io.quorate.core.Revision;
import io.quorate.core.watch.RecentChanges;
import io.quorate.core.watch.RecentChanges.Change;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The newest changes of what one group keeps, and those who watch it. It is there while somebody
 * does.
 *
 * @param <E> type of what is told
 */
public final class ChangeFeed<E> {
  private final GroupId group;
  private final ChangeDesk desk;
  private final RecentChanges<E> recent = new RecentChanges<>();
  private final Set<ChangeWatch<E>> watches = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean told = new AtomicBoolean();
  private boolean over;

  ChangeFeed(GroupId group, ChangeDesk desk) {
    this.group = group;
    this.desk = desk;
  }

  /** Whose. */
  public GroupId group() {
    return group;
  }

  /** A change, after which the store is as it says; returns at once. */
  public void changed(Change<E> change) {
    synchronized (this) {
      recent.add(change, desk.share());
    }
    wake();
  }

  /** Something has changed that is not told in so many words: it must be read. Returns at once. */
  public void lost() {
    synchronized (this) {
      recent.lose();
    }
    wake();
  }

  /** The group is deleted, and nothing comes any more. Returns at once. */
  void ended() {
    synchronized (this) {
      over = true;
    }
    wake();
  }

  /** Something may be otherwise for those who watch; returns at once. */
  public void wake() {
    if (told.compareAndSet(false, true)) {
      desk.soon(
          () -> {
            told.set(false);
            tick();
          });
    }
  }

  /** Lets every watch look what there is to do. */
  void tick() {
    watches.forEach(ChangeWatch::news);
  }

  /** Whether the group is deleted. */
  public synchronized boolean over() {
    return over;
  }

  /** Where a reader stands in what is kept. */
  public enum Place {
    /** There is a change. */
    CHANGE,
    /** All that is kept was read. */
    END,
    /** What comes next is not kept. */
    LOST
  }

  /**
   * What is kept at a position.
   *
   * @param change null when there is none
   */
  public record Found<E>(Place place, @Nullable Change<E> change) {}

  /** What is kept at a position. */
  public synchronized Found<E> at(long position) {
    if (position < recent.begin()) {
      return new Found<>(Place.LOST, null);
    }
    return position < recent.end()
        ? new Found<>(Place.CHANGE, recent.at(position))
        : new Found<>(Place.END, null);
  }

  /** The position of the next change that will come. */
  public synchronized long end() {
    return recent.end();
  }

  /** Where somebody can go on who was told everything up to a revision; empty: nowhere. */
  public synchronized OptionalLong since(Revision revision) {
    return recent.since(revision);
  }

  void add(ChangeWatch<E> watch) {
    watches.add(watch);
  }

  void remove(ChangeWatch<E> watch) {
    watches.remove(watch);
  }

  boolean idle() {
    return watches.isEmpty();
  }
}
