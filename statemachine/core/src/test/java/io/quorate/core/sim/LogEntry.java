package io.quorate.core.sim;

import io.quorate.core.ClusterTime;
import io.quorate.core.leader.Voters;
import io.quorate.core.registry.Request;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the modelled Raft log.
 *
 * @param term in which it was appended
 * @param stamp wall clock of the leader that appended it
 * @param requests in order; empty for the first entry of a term, and for one that changes who votes
 * @param voters who votes from this entry on; null: as before
 */
record LogEntry(long term, ClusterTime stamp, List<Request> requests, @Nullable Voters voters) {

  /** Which changes nothing of who votes. */
  LogEntry(long term, ClusterTime stamp, List<Request> requests) {
    this(term, stamp, requests, null);
  }
}
