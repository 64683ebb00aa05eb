package io.quorate.core.leader;

import io.quorate.core.ClockReading;
import io.quorate.core.NodeId;
import io.quorate.core.membership.Voter;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whether a leader can do its work: it reaches a majority on the channel on which leases are
 * extended, and what it proposes is committed. One that cannot must stop leading (role-protocol.md,
 * A leader that is not); contact between the logs' engines alone is not enough.
 *
 * <p>Only time in which this node itself was running counts: a process that was stopped for a while
 * has not waited in vain.
 */
final class LeaderHealth {
  /** Between two looks not more is counted than this, however long the node did not look. */
  private static final Duration LONGEST_STEP = Duration.ofMillis(100);

  /** A witness reports once a second, so silence of all others says something only after longer. */
  private static final int UNHEARD = 4;

  /**
   * A disk that is asked for much is slow for a while, and a change of leaders costs more than
   * that.
   */
  private static final int UNCOMMITTED = 2;

  /** Whether another node was heard from since the last look. */
  private enum Hearing {
    NOBODY,
    SOMEBODY
  }

  private final Duration patience;
  private final Set<Voter> attested = new TreeSet<>();
  private ClockReading looked;
  private Duration unattested = Duration.ZERO;
  private Duration unheard = Duration.ZERO;
  private Hearing hearing = Hearing.NOBODY;
  private Duration uncommitted = Duration.ZERO;
  private boolean moved;

  LeaderHealth(Voter self, Duration patience, ClockReading began) {
    this.patience = patience;
    this.looked = began;
    this.attested.add(self);
  }

  /** A voter, this node or another, has attested the term on the session channel. */
  void attests(Voter voter) {
    attested.add(voter);
  }

  /** A heartbeat of a node arrived. */
  void hears(NodeId node, NodeId self) {
    if (!node.equals(self)) {
      hearing = Hearing.SOMEBODY;
    }
  }

  /** An entry of this term was applied. */
  void moved() {
    moved = true;
  }

  /**
   * Looks.
   *
   * @param open how many proposals have not ended
   * @return why leadership is to be given up; empty while all is well
   */
  Optional<String> look(RaftView raft, int open, Voter self, ClockReading now) {
    Duration step = now.leastSince(looked);
    looked = now;
    Duration lived = step.compareTo(LONGEST_STEP) < 0 ? step : LONGEST_STEP;
    unattested = unattested.plus(lived);
    if (raft.voters().majority(attested)) {
      unattested = Duration.ZERO;
      attested.clear();
      attested.add(self);
    }
    boolean alone = raft.voters().all().size() < 2;
    unheard = alone || hearing == Hearing.SOMEBODY ? Duration.ZERO : unheard.plus(lived);
    hearing = Hearing.NOBODY;
    uncommitted = moved || open == 0 ? Duration.ZERO : uncommitted.plus(lived);
    moved = false;
    return Optional.ofNullable(verdict());
  }

  private @Nullable String verdict() {
    if (unattested.compareTo(patience) > 0) {
      return "no majority of the voters has answered this node on the API port for "
          + unattested.toMillis()
          + " ms";
    }
    if (unheard.compareTo(patience.multipliedBy(UNHEARD)) > 0) {
      return "voters answer this node, but no heartbeat of theirs has reached its API port for "
          + unheard.toMillis()
          + " ms";
    }
    if (uncommitted.compareTo(patience.multipliedBy(UNCOMMITTED)) > 0) {
      return "nothing that was proposed has been committed for " + uncommitted.toMillis() + " ms";
    }
    return null;
  }

  /** Whether it is time to ask the voters although nobody waits for their answer. */
  boolean wantsAttestation() {
    return unattested.compareTo(patience.dividedBy(4)) > 0;
  }
}
