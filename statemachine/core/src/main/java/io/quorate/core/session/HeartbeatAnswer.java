package io.quorate.core.session;

import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.Term;
import io.quorate.core.declaration.GroupSpec;
import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The answer to a heartbeat: the leader's picture of what the node shall do. Given only once a
 * majority has attested the leader's term since the heartbeat arrived (G1).
 *
 * @param to the heartbeat that is answered
 * @param leader who answers
 * @param term in which it leads
 * @param orders what the node shall do, as far as it does not know it
 * @param specs declarations that the node does not have in the revision that holds
 * @param heard the number of the node's picture that the leader has; {@link Span#WHOLE} when it
 *     wants the whole
 * @param period until the next heartbeat
 */
public record HeartbeatAnswer(
    HeartbeatId to,
    NodeId leader,
    Term term,
    Changes<Order> orders,
    SortedMap<GroupId, GroupSpec> specs,
    long heard,
    Duration period) {
  /** Keeps its own copy. */
  public HeartbeatAnswer {
    specs = Collections.unmodifiableSortedMap(new TreeMap<>(specs));
  }
}
