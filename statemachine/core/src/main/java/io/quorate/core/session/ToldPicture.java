package io.quorate.core.session;

import io.quorate.core.GroupId;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What one side tells the other about every group, numbered, so that a side which confirmed a
 * number is told only what changed since. Costs by change, not by group.
 *
 * @param <V> what is said of a group; compared by {@code equals}
 */
public final class ToldPicture<V> {
  /** Removed groups that are remembered; who confirmed nothing since is told everything. */
  static final int REMEMBERED_GONE = 1_024;

  private final SortedMap<GroupId, V> values = new TreeMap<>();
  private final Map<GroupId, Long> stamps = new TreeMap<>();
  private final NavigableMap<Long, GroupId> byStamp = new TreeMap<>();
  private final NavigableMap<Long, GroupId> gone = new TreeMap<>();
  private long forgotten = Span.WHOLE;
  private long number = 1;

  /** Says this of the group from now on; the same again changes nothing. */
  public void put(GroupId group, V value) {
    if (!value.equals(values.put(group, value))) {
      stamp(group);
    }
  }

  /** Says again what was said of the group, to whoever has confirmed it too. */
  public void repeat(GroupId group) {
    if (values.containsKey(group)) {
      stamp(group);
    }
  }

  /** Says nothing of the group any more. */
  public void remove(GroupId group) {
    if (values.remove(group) == null) {
      return;
    }
    Long stamp = stamps.remove(group);
    if (stamp != null) {
      byStamp.remove(stamp);
    }
    number++;
    gone.put(number, group);
    while (gone.size() > REMEMBERED_GONE) {
      forgotten = gone.pollFirstEntry().getKey();
    }
  }

  private void stamp(GroupId group) {
    number++;
    byStamp.put(number, group);
    Long before = stamps.put(group, number);
    if (before != null) {
      byStamp.remove(before);
    }
  }

  /** What is said of the group; null when nothing is. */
  public @Nullable V get(GroupId group) {
    return values.get(group);
  }

  /** The number of the present picture. */
  public long number() {
    return number;
  }

  /**
   * What changed since the picture of this number; everything when that is {@link Span#WHOLE},
   * unknown, or too long ago.
   */
  public Changes<V> since(long base) {
    if (base == Span.WHOLE || base < forgotten || base > number) {
      return new Changes<>(new Span(Span.WHOLE, number), values, new TreeSet<>());
    }
    SortedMap<GroupId, V> present = new TreeMap<>();
    for (GroupId group : byStamp.tailMap(base, false).values()) {
      V value = values.get(group);
      if (value != null) {
        present.put(group, value);
      }
    }
    SortedSet<GroupId> removed = new TreeSet<>();
    for (GroupId group : gone.tailMap(base, false).values()) {
      if (!values.containsKey(group)) {
        removed.add(group);
      }
    }
    return new Changes<>(new Span(base, number), present, removed);
  }
}
