package io.quorate.core.session;

import io.quorate.core.GroupId;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A part of a picture.
 *
 * @param span which part
 * @param present what is new or different
 * @param gone groups that the picture does not have any more; empty in a whole one
 * @param <V> what is said of a group
 */
public record Changes<V>(Span span, SortedMap<GroupId, V> present, SortedSet<GroupId> gone) {
  /** Keeps its own copies. */
  public Changes {
    present = Collections.unmodifiableSortedMap(new TreeMap<>(present));
    gone = Collections.unmodifiableSortedSet(new TreeSet<>(gone));
  }
}
