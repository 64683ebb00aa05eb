package io.quorate.replica.leadership;

import io.quorate.replica.peer.PeerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides to which peers connections are to be made anew.
 *
 * <p>Ratis' channels leave a peer that was down alone for longer and longer, up to two minutes, and
 * a candidate does nothing about it; a channel into a network that swallowed its packets hangs for
 * as long as TCP does. A node that is back could then neither be asked for its vote nor brought up
 * to date.
 */
public final class ConnectionWatch {
  /**
   * A leader's appender connects again by itself unless packets vanish, and a follower that is busy
   * with a snapshot must not have it cut off.
   */
  private static final int LEADERS_PATIENCE = 5;

  private final Duration patience;
  private final Map<PeerId, Duration> again = new HashMap<>();
  private @Nullable Duration leaderlessSince;

  /**
   * Without a leader, peers are waited for this long, from each attempt to the next as well; a
   * leader waits five times as long for a follower.
   */
  public ConnectionWatch(Duration patience) {
    this.patience = patience;
  }

  /** At a leader: the followers that have not answered for too long. */
  public List<PeerId> whenLeading(Duration now, LeaderView view) {
    leaderlessSince = null;
    Duration limit = patience.multipliedBy(LEADERS_PATIENCE);
    List<PeerId> silent =
        view.followers().stream()
            .filter(follower -> follower.sinceContact().compareTo(limit) > 0)
            .map(FollowerView::peer)
            .toList();
    return due(now, silent, limit);
  }

  /** At a follower that hears a leader: nobody, for it asks nobody for anything. */
  public void whenLed() {
    leaderlessSince = null;
  }

  /** At a node that knows no leader: everybody, once that has lasted. */
  public List<PeerId> whenLeaderless(Duration now, List<PeerId> others) {
    Duration since = leaderlessSince;
    if (since == null) {
      leaderlessSince = now;
      return List.of();
    }
    boolean lasts = now.minus(since).compareTo(patience) > 0;
    return lasts ? due(now, others, patience) : List.of();
  }

  private List<PeerId> due(Duration now, List<PeerId> silent, Duration pause) {
    List<PeerId> due = new ArrayList<>();
    for (PeerId peer : silent) {
      Duration next = again.get(peer);
      if (next == null || now.compareTo(next) >= 0) {
        again.put(peer, now.plus(pause));
        due.add(peer);
      }
    }
    return due;
  }
}
