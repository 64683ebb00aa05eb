package io.quorate.core.sim;

import io.quorate.core.NodeId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a voter never forgets: its term, its vote, its snapshot and the log after it, and how often
 * its process was started.
 */
final class RaftDisk {
  long term;
  @Nullable NodeId vote;
  long incarnation;
  private final List<LogEntry> log = new ArrayList<>();
  private RaftSnapshot snapshot = RaftSnapshot.NONE;

  RaftSnapshot snapshot() {
    return snapshot;
  }

  long lastIndex() {
    return snapshot.index() + log.size();
  }

  /** The term of an entry that is not older than the snapshot. */
  long termAt(long index) {
    return index == snapshot.index() ? snapshot.term() : entry(index).term();
  }

  LogEntry entry(long index) {
    return log.get(place(index));
  }

  /** Everything after an entry that is not older than the snapshot. */
  List<LogEntry> after(long index) {
    return List.copyOf(log.subList(place(index + 1), log.size()));
  }

  void append(LogEntry entry) {
    log.add(entry);
  }

  /** Drops the entry and everything after it. */
  void dropFrom(long index) {
    log.subList(place(index), log.size()).clear();
  }

  /** Replaces the beginning of the log by what it has come to. */
  void compact(RaftSnapshot next) {
    log.subList(0, place(next.index() + 1)).clear();
    snapshot = next;
  }

  /** Takes a snapshot from a leader; of the log stays only what surely follows it. */
  void install(RaftSnapshot next) {
    boolean follows = next.index() <= lastIndex() && termAt(next.index()) == next.term();
    if (follows) {
      compact(next);
    } else {
      log.clear();
      snapshot = next;
    }
  }

  /** Another disk, which knows nothing of what was acknowledged. */
  void replaceByEmpty() {
    term = 0;
    vote = null;
    log.clear();
    snapshot = RaftSnapshot.NONE;
  }

  private int place(long index) {
    return (int) (index - snapshot.index() - 1);
  }
}
