package io.quorate.core.watch;

import io.quorate.core.Revision;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The newest changes of one space, in their order, within a bound of bytes: the oldest go first.
 * Each has a position, which never comes again. Not for several threads at a time.
 *
 * @param <T> what is told of a change
 */
public final class RecentChanges<T> {
  private static final long NOTHING_KNOWN = Long.MAX_VALUE;

  private final List<Change<T>> changes = new ArrayList<>();
  private long begin;
  private int first;
  private long bytes;

  /** Somebody who knows more than this revision finds all the rest here. */
  private long known = NOTHING_KNOWN;

  /** With nothing in it: what was before is not known. */
  public RecentChanges() {}

  /** What a change is. */
  public enum Kind {
    /** A write, which has made a revision. */
    WRITTEN,
    /** Something is gone that was over. It has made no revision, and is told with the last one. */
    OVER
  }

  /**
   * A change.
   *
   * @param revision of the space after it
   * @param kind what it is
   * @param told what is told of it
   * @param bytes that this takes up
   */
  public record Change<T>(Revision revision, Kind kind, T told, long bytes) {
    /** Whether it may be news to somebody who was told everything up to a revision. */
    public boolean newsAfter(Revision before) {
      int order = revision.compareTo(before);
      return order > 0 || (order == 0 && kind == Kind.OVER);
    }
  }

  /**
   * Notes the next change.
   *
   * @param mostBytes that all of them may take up; the change itself is not kept when it has more
   */
  public void add(Change<T> change, long mostBytes) {
    if (known == NOTHING_KNOWN) {
      known = change.revision().value();
    }
    changes.add(change);
    bytes += change.bytes();
    while (bytes > mostBytes) {
      forgetFirst();
    }
  }

  private void forgetFirst() {
    Change<T> oldest = changes.get(first);
    known = Math.max(known, oldest.revision().value());
    bytes -= oldest.bytes();
    first++;
    begin++;
    if (first > changes.size() / 2) {
      changes.subList(0, first).clear();
      first = 0;
    }
  }

  /** Something happened of which not everything is known: nobody can go on from before it. */
  public void lose() {
    begin = end() + 1; // also somebody who was told everything cannot
    changes.clear();
    first = 0;
    bytes = 0;
    known = NOTHING_KNOWN;
  }

  /** The position of the first change that is kept. */
  public long begin() {
    return begin;
  }

  /** The position of the next change that will come. */
  public long end() {
    return begin + changes.size() - first;
  }

  /** Bytes of what is kept. */
  public long bytes() {
    return bytes;
  }

  /** The change at a position from {@link #begin} to before {@link #end}. */
  public Change<T> at(long position) {
    return changes.get(first + (int) (position - begin));
  }

  /**
   * The position from which on there is everything that somebody does not know who knows all up to
   * this revision, and perhaps some that he does; empty when not all of it is here.
   */
  public OptionalLong since(Revision told) {
    if (known == NOTHING_KNOWN || told.value() <= known) {
      return OptionalLong.empty();
    }
    long position = end();
    while (position > begin && at(position - 1).newsAfter(told)) {
      position--;
    }
    return OptionalLong.of(position);
  }
}
