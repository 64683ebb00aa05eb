package io.quorate.server.registry;

import io.quorate.core.GroupId;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Groups at which a thread has to look once more, as others tell it: at first all of them. For any
 * thread; one of them looks.
 */
public final class ChangedGroups {
  private final Set<GroupId> some = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean all = new AtomicBoolean(true);
  private final Semaphore news = new Semaphore(0);

  /** This one is to be looked at. */
  public void add(GroupId group) {
    if (some.add(group)) {
      news.release();
    }
  }

  /** Every one is to be looked at. */
  public void addAll() {
    if (!all.getAndSet(true)) {
      news.release();
    }
  }

  /**
   * Those to look at, since this was asked last.
   *
   * @param every says which there are, when that is all of them
   */
  public SortedSet<GroupId> take(Supplier<? extends Collection<GroupId>> every) {
    SortedSet<GroupId> taken = new TreeSet<>();
    if (all.getAndSet(false)) {
      taken.addAll(every.get());
    }
    some.removeIf(
        group -> {
          taken.add(group);
          return true;
        });
    return taken;
  }

  /** Waits until there is one, at most so long. */
  public void await(Duration longest) throws InterruptedException {
    boolean unused = news.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS);
    news.drainPermits();
  }
}
