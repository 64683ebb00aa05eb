package io.quorate.replica;

import io.quorate.replica.identity.PeerSighting;
import io.quorate.replica.identity.SightingsFile;
import io.quorate.replica.leadership.FollowerView;
import io.quorate.replica.leadership.LeaderView;
import io.quorate.replica.peer.PeerId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this node, while it led, saw each peer acknowledge. Noted in memory often and kept on disk
 * now and then; what it says is a lower bound at any time.
 */
final class Sightings {
  private static final Logger LOG = LoggerFactory.getLogger(Sightings.class);

  private final SightingsFile file;
  private final Map<PeerId, PeerSighting> newest = new ConcurrentSkipListMap<>();
  private List<PeerSighting> saved = List.of();

  /** Begins with what the file says. */
  Sightings(SightingsFile file) {
    this.file = file;
    try {
      saved = file.read();
      saved.forEach(sighting -> newest.put(sighting.seen(), sighting));
    } catch (IOException unreadable) {
      LOG.warn("what peers acknowledged is not known any more: {}", unreadable.toString());
    }
  }

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

  /** Writes what is new. On one thread. */
  void save() {
    List<PeerSighting> present = new ArrayList<>(newest.values());
    if (present.equals(saved)) {
      return;
    }
    try {
      file.write(present);
      saved = present;
    } catch (IOException e) {
      LOG.warn("what peers acknowledged cannot be written, will try again: {}", e.toString());
    }
  }
}
