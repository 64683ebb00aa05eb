package io.quorate.core.sim;

import io.quorate.core.leader.Voters;
import io.quorate.core.membership.PeerGeneration;
import io.quorate.core.membership.Voter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a voter never forgets: its term, its vote, its snapshot and the log after it, and how often
 * its process was started.
 */
final class RaftDisk {
  long term;
  @Nullable Voter vote;
  long incarnation;
  private final List<LogEntry> log = new ArrayList<>();
  private RaftSnapshot snapshot;

  private RaftDisk(Voters founders, PeerGeneration generation) {
    this.snapshot = RaftSnapshot.none(founders);
    this.incarnation = generation.incarnation(0);
  }

  /** Of one of those that form the cluster. */
  static RaftDisk founding(Voters founders) {
    return new RaftDisk(founders, PeerGeneration.FIRST);
  }

  /** Of a peer that knows nothing, and that nobody else is. */
  static RaftDisk joining(PeerGeneration generation) {
    return new RaftDisk(Voters.of(List.of()), generation);
  }

  /** Who votes, by the newest entry that says so, committed or not. */
  Voters voters() {
    return votersAt(lastIndex());
  }

  /** Who voted when that entry was the last. */
  Voters votersAt(long index) {
    for (long at = index; at > snapshot.index(); at--) {
      Voters changed = entry(at).voters();
      if (changed != null) {
        return changed;
      }
    }
    return snapshot.voters();
  }

  /** Of the newest entry that says who votes; 0 when that is in the snapshot. */
  long votersIndex() {
    for (long at = lastIndex(); at > snapshot.index(); at--) {
      if (entry(at).voters() != null) {
        return at;
      }
    }
    return 0;
  }

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
  void replaceByEmpty(Voters founders) {
    term = 0;
    vote = null;
    log.clear();
    snapshot = RaftSnapshot.none(founders);
  }

  private int place(long index) {
    return (int) (index - snapshot.index() - 1);
  }
}
