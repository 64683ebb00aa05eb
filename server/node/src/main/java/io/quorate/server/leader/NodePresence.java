package io.quorate.server.leader;

import io.quorate.core.ClockReading;
import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.Names;
import io.quorate.core.Term;
import io.quorate.core.failover.MemberReport;
import io.quorate.server.wire.States;
import io.quorate.v1.CheckStatus;
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
      if (Names.wellFormed(report.getGroup())) {
        GroupReport believed =
            current ? report : report.toBuilder().clearReleasedEpoch().clearFailedEpoch().build();
        reports.put(new GroupId(report.getGroup()), report(believed));
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

  private static MemberReport report(GroupReport report) {
    return new MemberReport(
        new Epoch(report.getEpoch()),
        States.state(report.getState()),
        report.getCause(),
        new Epoch(report.getReleasedEpoch()),
        new Epoch(report.getFailedEpoch()),
        quiescing(report.getQuiescing()),
        report.getUnfit() ? MemberReport.Fitness.UNFIT : MemberReport.Fitness.FIT,
        report.getChecksList().stream()
            .filter(check -> !check.getPassing() && check.getCritical())
            .map(CheckStatus::getName)
            .toList());
  }

  private static MemberReport.Quiescing quiescing(GroupReport.Quiescing quiescing) {
    return switch (quiescing) {
      case DONE -> MemberReport.Quiescing.DONE;
      case FAILED -> MemberReport.Quiescing.FAILED;
      case QUIESCING_UNSPECIFIED, UNRECOGNIZED -> MemberReport.Quiescing.NO;
    };
  }
}
