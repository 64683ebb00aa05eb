package io.quorate.core.leader;

import io.quorate.core.ClockReading;
import io.quorate.core.GroupId;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * When each group is to be looked at next: at once when something changed, else when its next
 * deadline has come. A group is never left unlooked at for longer than {@link #LONGEST}.
 */
final class LookQueue {
  /**
   * Deadlines in the cluster's time may come earlier than they seemed to, when a wall clock is set.
   */
  static final Duration LONGEST = Duration.ofSeconds(5);

  /** A deadline that is not quite over yet is not looked at in every turn. */
  private static final Duration SHORTEST = Duration.ofMillis(1);

  private final SortedSet<GroupId> now = new TreeSet<>();
  private final NavigableMap<Long, SortedSet<GroupId>> later = new TreeMap<>();
  private final Map<GroupId, Long> times = new TreeMap<>();

  /** Look at the group in the next turn. */
  void atOnce(GroupId group) {
    now.add(group);
  }

  /** Look at the group after this, unless something changes before. */
  void after(GroupId group, Duration wait, ClockReading reading) {
    forget(group);
    Duration bounded = wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
    long time =
        reading.monotonicNanos() + (bounded.compareTo(SHORTEST) < 0 ? SHORTEST : bounded).toNanos();
    later.computeIfAbsent(time, at -> new TreeSet<>()).add(group);
    times.put(group, time);
  }

  void remove(GroupId group) {
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
  SortedSet<GroupId> changed() {
    return Collections.unmodifiableSortedSet(now);
  }

  /** The groups to look at now; they are not in the queue any more. */
  SortedSet<GroupId> due(ClockReading reading) {
    SortedSet<GroupId> due = new TreeSet<>(now);
    now.clear();
    while (!later.isEmpty() && later.firstKey() <= reading.monotonicNanos()) {
      SortedSet<GroupId> groups = later.pollFirstEntry().getValue();
      groups.forEach(times::remove);
      due.addAll(groups);
    }
    return due;
  }
}
