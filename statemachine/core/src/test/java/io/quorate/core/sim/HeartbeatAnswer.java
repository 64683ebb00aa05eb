package io.quorate.core.sim;

import io.quorate.core.GroupId;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.serving.Directive;
import java.time.Duration;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The whole directive.
 *
 * @param incarnation of the heartbeat that is answered
 * @param sequence of the heartbeat that is answered
 * @param period until the next heartbeat
 * @param groups what is to be done for each group
 */
record HeartbeatAnswer(
    long incarnation, long sequence, Duration period, SortedMap<GroupId, ForGroup> groups) {

  /**
   * What is to be done for one group.
   *
   * @param directive what
   * @param lease D when the lease is extended, else null
   * @param fenceDelay F of the epoch
   * @param spec present declaration; null when the group is gone
   */
  record ForGroup(
      Directive directive,
      @Nullable Duration lease,
      Duration fenceDelay,
      @Nullable GroupSpec spec) {}
}
