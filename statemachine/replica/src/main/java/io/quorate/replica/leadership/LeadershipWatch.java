package io.quorate.replica.leadership;

import io.quorate.core.NodeKind;
import io.quorate.replica.peer.PeerId;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides whether a leader has to go: it steps down when it has not heard from a majority within an
 * election timeout, or cannot do its work, and a witness hands over to a data node that is not
 * behind.
 *
 * @param electionTimeout longest election timeout of the cluster
 * @param kinds kind of every peer that is known
 */
public record LeadershipWatch(Duration electionTimeout, Map<PeerId, NodeKind> kinds) {
  /** Copies the map. */
  public LeadershipWatch {
    kinds = Map.copyOf(kinds);
  }

  /**
   * What the leader of this picture is to do.
   *
   * @param keepingUp the followers whose logs keep up; another would keep writes waiting during the
   *     hand-over
   */
  public WatchAction decide(LeaderView view, Set<PeerId> keepingUp) {
    // Before its first round of heartbeats could have been answered, silence means nothing.
    if (view.leading().compareTo(electionTimeout) > 0 && !view.hearsMajority(electionTimeout)) {
      return new WatchAction.StepDown();
    }
    return view.kind() == NodeKind.DATA
        ? new WatchAction.None()
        : handOver(view, keepingUp).orElseGet(WatchAction.None::new);
  }

  /**
   * What a leader does that cannot do its work: it hands over to a data node that is not behind;
   * when there is none, or that has been tried in vain, it steps down, and may be elected again.
   *
   * @param keepingUp the followers whose logs keep up
   * @param attempts how often it has been tried in this term already
   */
  public WatchAction giveUp(LeaderView view, Set<PeerId> keepingUp, int attempts) {
    return attempts == 0
        ? handOver(view, keepingUp).orElseGet(WatchAction.StepDown::new)
        : new WatchAction.StepDown();
  }

  private Optional<WatchAction> handOver(LeaderView view, Set<PeerId> keepingUp) {
    return view.followers().stream()
        .filter(follower -> kinds.get(follower.peer()) == NodeKind.DATA)
        .filter(follower -> view.voters().current().contains(follower.peer()))
        .filter(follower -> follower.sinceContact().compareTo(electionTimeout) <= 0)
        .filter(follower -> keepingUp.contains(follower.peer()))
        .max(
            Comparator.comparingLong(FollowerView::matchIndex)
                .thenComparing(FollowerView::peer, Comparator.reverseOrder()))
        .map(follower -> new WatchAction.Transfer(follower.peer()));
  }
}
