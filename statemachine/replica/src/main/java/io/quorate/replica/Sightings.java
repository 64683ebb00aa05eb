package io.quorate.replica;

import io.quorate.replica.identity.PeerSighting;
import io.quorate.replica.leadership.FollowerView;
import io.quorate.replica.leadership.LeaderView;
import io.quorate.replica.peer.PeerId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What this node, while it led, saw each peer acknowledge. Kept until it is restarted. */
final class Sightings {
  private final Map<PeerId, PeerSighting> newest = new ConcurrentHashMap<>();

  void note(long term, LeaderView view, long commitIndex) {
    for (FollowerView follower : view.followers()) {
      long match = follower.matchIndex();
      if (match >= 0) {
        newest.put(
            follower.peer(),
            new PeerSighting(follower.peer(), term, match, Math.min(match, commitIndex)));
      }
    }
  }

  Optional<PeerSighting> of(PeerId peer) {
    return Optional.ofNullable(newest.get(peer));
  }
}
