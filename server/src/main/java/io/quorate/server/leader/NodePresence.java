package io.quorate.server.leader;

import io.quorate.core.ClockReading;
import io.quorate.core.GroupId;
import io.quorate.core.Term;
import io.quorate.core.failover.MemberReport;
import io.quorate.server.wire.HeartbeatMessages;
import io.quorate.v1.GroupReport;
import io.quorate.v1.HeartbeatRequest;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a node said in the last heartbeat that was taken.
 *
 * @param heartbeat the message
 * @param arrivedAt when it arrived
 * @param reports what it says of each group
 */
record NodePresence(
    HeartbeatRequest heartbeat, ClockReading arrivedAt, Map<GroupId, MemberReport> reports) {

  NodePresence {
    reports = Collections.unmodifiableMap(reports);
  }

  /**
   * Reads a heartbeat.
   *
   * @param leading the term of the leader that reads it. A release is believed only from a node
   *     that was in this term when it sent: an older message may be of a run that a restart has
   *     ended, and the new run may serve the epoch again (H5).
   */
  static NodePresence of(HeartbeatRequest heartbeat, ClockReading arrivedAt, Term leading) {
    boolean current = heartbeat.getTerm() == leading.value();
    Map<GroupId, MemberReport> reports = new TreeMap<>();
    for (GroupReport report : heartbeat.getGroupsList()) {
      GroupReport believed =
          current ? report : report.toBuilder().clearReleasedEpoch().clearFailedEpoch().build();
      MemberReport read = HeartbeatMessages.report(believed).value();
      GroupId group = GroupId.read(report.getGroup()).orElse(null);
      if (group != null && read != null) {
        reports.put(group, read);
      }
    }
    return new NodePresence(heartbeat, arrivedAt, reports);
  }

  /**
   * Whether the message was sent before this one: of an earlier run of the node, or overtaken on
   * the way.
   */
  boolean overtakes(HeartbeatRequest other) {
    int byRun = Long.compareUnsigned(other.getIncarnation(), heartbeat.getIncarnation());
    return byRun < 0
        || (byRun == 0 && Long.compareUnsigned(other.getSequence(), heartbeat.getSequence()) <= 0);
  }
}
