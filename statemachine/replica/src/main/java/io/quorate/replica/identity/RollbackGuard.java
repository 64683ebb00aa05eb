package io.quorate.replica.identity;

import java.util.Collection;
import java.util.Optional;

/**
 * Decides whether a data directory was rolled back as a whole, which cannot be seen from inside it:
 * by what its peers saw it acknowledge (rule S4). Sightings are lower bounds, so the guard never
 * refuses data that is whole; it may miss a roll-back that no peer remembers.
 */
public final class RollbackGuard {
  private RollbackGuard() {}

  /**
   * Compares what a directory holds with what peers saw it acknowledge.
   *
   * <p>An acknowledgement to a leader of term T means that T was in the vote file. In the same term
   * a log only grows. In a later term uncommitted entries may have been cut off, so only what was
   * committed still binds.
   *
   * @param own what the directory holds now
   * @param sightings what peers saw of this peer, from any number of them
   * @return why the directory must not be used, or nothing
   */
  public static Optional<DataRefusal> decide(LogPosition own, Collection<PeerSighting> sightings) {
    return sightings.stream()
        .filter(sighting -> contradicts(own, sighting))
        .findFirst()
        .map(sighting -> refusal(own, sighting));
  }

  private static boolean contradicts(LogPosition own, PeerSighting sighting) {
    if (own.votingTerm() < sighting.leaderTerm()) {
      return true;
    }
    long bound =
        own.votingTerm() == sighting.leaderTerm()
            ? sighting.matchIndex()
            : Math.min(sighting.matchIndex(), sighting.committedIndex());
    return own.last().index() < bound;
  }

  private static DataRefusal refusal(LogPosition own, PeerSighting sighting) {
    return new DataRefusal(
        "the data was rolled back: it ends at entry "
            + own.last()
            + " in term "
            + own.votingTerm()
            + ", but peers saw this member acknowledge entry "
            + sighting.matchIndex()
            + " to the leader of term "
            + sighting.leaderTerm(),
        sighting.seen().toString(),
        "Do not start it: it could vote away what it acknowledged. " + DataRefusal.LOST_VOTER);
  }
}
