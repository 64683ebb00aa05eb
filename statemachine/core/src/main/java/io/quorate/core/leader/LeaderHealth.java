package io.quorate.core.leader;

import io.quorate.core.ClockReading;
import io.quorate.core.NodeId;
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

  private final Duration patience;
  private final Set<NodeId> attested = new TreeSet<>();
  private ClockReading looked;
  private Duration unattested = Duration.ZERO;
  private Duration uncommitted = Duration.ZERO;
  private boolean moved;

  LeaderHealth(NodeId self, Duration patience, ClockReading began) {
    this.patience = patience;
    this.looked = began;
    this.attested.add(self);
  }

  /** A voter, this node or another, has attested the term on the session channel. */
  void attests(NodeId voter) {
    attested.add(voter);
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
  Optional<String> look(RaftView raft, int open, NodeId self, ClockReading now) {
    Duration step = now.leastSince(looked);
    looked = now;
    Duration lived = step.compareTo(LONGEST_STEP) < 0 ? step : LONGEST_STEP;
    unattested = unattested.plus(lived);
    if (raft.voters().majority(attested)) {
      unattested = Duration.ZERO;
      attested.clear();
      attested.add(self);
    }
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
    if (uncommitted.compareTo(patience) > 0) {
      return "nothing that was proposed has been committed for " + uncommitted.toMillis() + " ms";
    }
    return null;
  }

  /** Whether it is time to ask the voters although nobody waits for their answer. */
  boolean wantsAttestation() {
    return unattested.compareTo(patience.dividedBy(4)) > 0;
  }
}
