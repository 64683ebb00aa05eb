package io.quorate.core.sim;

import io.quorate.core.ClusterTime;
import io.quorate.core.registry.Request;
import java.util.List;

/**
 * An entry of the modelled Raft log.
 *
 * @param term in which it was appended
 * @param stamp wall clock of the leader that appended it
 * @param requests in order; empty for the first entry of a term
 */
record LogEntry(long term, ClusterTime stamp, List<Request> requests) {}
