package io.quorate.core;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * When each group is to be looked at next: at once when something changed, else when its next
 * deadline has come. Costs by what is due, not by group. Times are nanoseconds of one clock of the
 * owner's choice that never goes back.
 */
public final class LookQueue {
  /** A deadline that is not quite over yet is not looked at in every turn. */
  private static final Duration SHORTEST = Duration.ofMillis(1);

  private static final int SPREAD_MILLIS = 1_000;

  private final Duration longest;
  private final SortedSet<GroupId> now = new TreeSet<>();
  private final NavigableMap<Long, SortedSet<GroupId>> later = new TreeMap<>();
  private final Map<GroupId, Long> times = new TreeMap<>();

  /**
   * Empty.
   *
   * @param longest that a group is left unlooked at
   */
  public LookQueue(Duration longest) {
    this.longest = longest;
  }

  /** That wait, a little shorter from group to group, so that not all come in one turn. */
  public static Duration spread(Duration wait, GroupId group) {
    return wait.minusMillis(Math.floorMod(group.value().hashCode(), SPREAD_MILLIS));
  }

  /** Look at the group in the next turn. */
  public void atOnce(GroupId group) {
    now.add(group);
  }

  /** Look at the group after this, unless something changes before. */
  public void after(GroupId group, Duration wait, long nanos) {
    forget(group);
    Duration bounded = wait.compareTo(longest) < 0 ? wait : longest;
    long time = nanos + (bounded.compareTo(SHORTEST) < 0 ? SHORTEST : bounded).toNanos();
    later.computeIfAbsent(time, at -> new TreeSet<>()).add(group);
    times.put(group, time);
  }

  /** The group is gone, or at rest until something changes. */
  public void remove(GroupId group) {
    now.remove(group);
    forget(group);
  }

  private void forget(GroupId group) {
    Long time = times.remove(group);
    if (time != null) {
      later.computeIfPresent(
          time,
          (at, groups) -> {
            groups.remove(group);
            return groups.isEmpty() ? null : groups;
          });
    }
  }

  /** The groups of which something changed, and which are looked at in the next turn. */
  public SortedSet<GroupId> changed() {
    return Collections.unmodifiableSortedSet(now);
  }

  /** The groups to look at now; they are not in the queue any more. */
  public SortedSet<GroupId> due(long nanos) {
    SortedSet<GroupId> due = new TreeSet<>(now);
    now.clear();
    while (!later.isEmpty() && later.firstKey() <= nanos) {
      SortedSet<GroupId> groups = later.pollFirstEntry().getValue();
      groups.forEach(times::remove);
      due.addAll(groups);
    }
    return due;
  }
}
