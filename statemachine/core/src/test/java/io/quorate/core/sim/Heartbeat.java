package io.quorate.core.sim;

import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.Term;
import io.quorate.core.failover.MemberReport;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A node's whole picture.
 *
 * @param node the sender
 * @param incarnation counts its starts
 * @param sequence counts its heartbeats since its start
 * @param term that it read after it had noted the time of sending
 * @param leaving whether it wants to hand its roles over
 * @param reports what it says of each group
 */
record Heartbeat(
    NodeId node,
    long incarnation,
    long sequence,
    Term term,
    Stay leaving,
    SortedMap<GroupId, MemberReport> reports) {

  /** Whether the node is about to stop. */
  enum Stay {
    STAYS,
    LEAVES
  }

  /**
   * Without what it says of epochs that are over: one that was sent in an earlier term may be of a
   * run that a restart has ended, and the new run may serve the epoch again (H5).
   */
  Heartbeat withoutReleases() {
    SortedMap<GroupId, MemberReport> believed = new TreeMap<>();
    reports.forEach(
        (group, report) ->
            believed.put(
                group,
                new MemberReport(
                    report.epoch(),
                    report.state(),
                    report.cause(),
                    Epoch.NONE,
                    Epoch.NONE,
                    report.quiescing(),
                    report.fitness(),
                    report.failingChecks())));
    return new Heartbeat(node, incarnation, sequence, term, leaving, believed);
  }

  /** Whether it was sent after the other: in a later run of the node, or later in the same. */
  boolean newerThan(Heartbeat other) {
    return incarnation != other.incarnation
        ? incarnation > other.incarnation
        : sequence > other.sequence;
  }
}
