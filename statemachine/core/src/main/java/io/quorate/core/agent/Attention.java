package io.quorate.core.agent;

import io.quorate.core.ClockReading;
import io.quorate.core.GroupId;
import io.quorate.core.LookQueue;
import java.time.Duration;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which groups of a node something may have to be done for, or said of. A group at rest costs
 * nothing until something comes or its time has come.
 *
 * <p>Time is that of the clock which runs fastest from one turn to the next, for leases end by any
 * clock (H3): a wall clock that is set forwards makes what waits due at once.
 */
final class Attention {
  /** Where nothing changes by itself it is looked at so often all the same. */
  static final Duration NOW_AND_THEN = Duration.ofSeconds(5);

  private final LookQueue looks = new LookQueue(NOW_AND_THEN);
  private final SortedSet<GroupId> waiting = new TreeSet<>();
  private SortedSet<GroupId> untold = new TreeSet<>();
  private SortedSet<GroupId> touched = new TreeSet<>();
  private @Nullable ClockReading last;
  private long nanos;

  /** How soon a group is to be looked at again though nothing comes. */
  enum Rest {
    /** In the next turn: something is here or wanted. */
    NONE,
    /** In the next turn in which all are: it waits for what comes by itself. */
    WAITING,
    /** When a time has come. */
    STILL
  }

  /** Something came for the group. */
  void came(GroupId group) {
    looks.atOnce(group);
  }

  /** The report of the group may say something else than the last one. */
  void tell(GroupId group) {
    untold.add(group);
    touched.add(group);
  }

  /**
   * The group was looked at.
   *
   * @param until after which a group at rest has to be looked at
   */
  void looked(GroupId group, Rest rest, Duration until, ClockReading now) {
    looks.remove(group);
    waiting.remove(group);
    switch (rest) {
      case NONE -> looks.atOnce(group);
      case WAITING -> waiting.add(group);
      case STILL -> {
        Duration longest = LookQueue.spread(NOW_AND_THEN, group);
        looks.after(group, until.compareTo(longest) < 0 ? until : longest, time(now));
      }
    }
  }

  /** The groups to look at in this turn; each must then be {@link #looked} at or be gone. */
  SortedSet<GroupId> due(NodeAgent.Turn turn, ClockReading now) {
    SortedSet<GroupId> due = looks.due(time(now));
    if (turn == NodeAgent.Turn.ALL) {
      due.addAll(waiting);
    }
    return due;
  }

  private long time(ClockReading now) {
    ClockReading before = last;
    if (before != null) {
      nanos += now.mostSince(before).toNanos();
    }
    last = now;
    return nanos;
  }

  /** The groups to report on; they are not named again until something is to be told. */
  SortedSet<GroupId> takeUntold() {
    SortedSet<GroupId> taken = untold;
    untold = new TreeSet<>();
    return taken;
  }

  /** The groups that may look otherwise to who is on this machine, since this was asked last. */
  SortedSet<GroupId> takeTouched() {
    SortedSet<GroupId> taken = touched;
    touched = new TreeSet<>();
    return taken;
  }

  /** The group is gone. */
  void forget(GroupId group) {
    looks.remove(group);
    waiting.remove(group);
    untold.remove(group);
    touched.add(group);
  }
}
