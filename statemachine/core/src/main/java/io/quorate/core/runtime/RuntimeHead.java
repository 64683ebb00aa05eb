package io.quorate.core.runtime;

import io.quorate.core.Revision;

/**
 * How the runtime entries of a group stand.
 *
 * @param life counts how often the group was deleted with entries: each time it begins with none
 * @param revision of the last write; NONE when there was none. Goes on when the group is deleted
 * @param entries how many there are
 * @param bytes of their paths and values
 * @param bound how many of them end with the epoch
 */
public record RuntimeHead(long life, Revision revision, long entries, long bytes, long bound) {
  /** Of a group for which nothing was ever written. */
  public static final RuntimeHead EMPTY = new RuntimeHead(0, Revision.NONE, 0, 0, 0);

  RuntimeHead at(Revision next) {
    return new RuntimeHead(life, next, entries, bytes, bound);
  }

  /** With another entry. */
  RuntimeHead with(long size, RuntimeEnd end) {
    return new RuntimeHead(life, revision, entries + 1, bytes + size, bound + bound(end));
  }

  /** Without an entry. */
  RuntimeHead without(long size, RuntimeEnd end) {
    return new RuntimeHead(life, revision, entries - 1, bytes - size, bound - bound(end));
  }

  RuntimeHead reborn() {
    return new RuntimeHead(life + 1, revision, 0, 0, 0);
  }

  private static int bound(RuntimeEnd end) {
    return end.epoch() == null ? 0 : 1;
  }
}
