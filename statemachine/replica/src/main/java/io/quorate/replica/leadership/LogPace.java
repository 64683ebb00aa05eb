package io.quorate.replica.leadership;

import io.quorate.replica.peer.PeerId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the followers whose logs keep up with the leader's: those that acknowledged all that it
 * held some time ago.
 *
 * <p>A number of entries that a follower may lack would not do: one whose disk hangs lacks only a
 * few in a quiet cluster, and takes none any more.
 */
public final class LogPace {
  private final Duration allowed;

  /** The leader's last entry at moments, oldest first; only the first is as old as allowed. */
  private final Deque<Mark> marks = new ArrayDeque<>();

  private record Mark(Duration at, long lastIndex) {}

  /**
   * Knows no leader yet.
   *
   * @param allowed for how long an entry may wait for a follower's acknowledgement
   */
  public LogPace(Duration allowed) {
    this.allowed = allowed;
  }

  /**
   * Looks at the leader of this node once more.
   *
   * @param now of a clock that only goes forward
   * @return those that keep up
   */
  public Set<PeerId> look(Duration now, LeaderView view) {
    marks.addLast(new Mark(now, view.lastIndex()));
    Mark oldest = marks.removeFirst();
    while (!marks.isEmpty() && now.minus(marks.getFirst().at()).compareTo(allowed) >= 0) {
      oldest = marks.removeFirst();
    }
    marks.addFirst(oldest);
    Set<PeerId> keeping = new TreeSet<>();
    for (FollowerView follower : view.followers()) {
      if (follower.matchIndex() >= oldest.lastIndex()) {
        keeping.add(follower.peer());
      }
    }
    return keeping;
  }

  /** This node does not lead any more. */
  public void forget() {
    marks.clear();
  }
}
