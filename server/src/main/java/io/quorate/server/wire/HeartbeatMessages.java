package io.quorate.server.wire;

import io.quorate.core.GroupId;
import io.quorate.core.PlainText;
import io.quorate.core.Read;
import io.quorate.core.Refusal;
import io.quorate.core.failover.MemberReport;
import io.quorate.v1.CheckStatus;
import io.quorate.v1.GroupReport;
import io.quorate.v1.HeartbeatRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads what nodes report, whatever they say. */
public final class HeartbeatMessages {
  /** As many groups as a cluster can have. */
  private static final int MAX_GROUPS = 4_096;

  private HeartbeatMessages() {}

  /** Why a heartbeat cannot be taken, naming each field; empty when it can. */
  public static List<Refusal> refusals(HeartbeatRequest heartbeat) {
    WireFields fields = new WireFields();
    fields.node("node", heartbeat.getNode());
    fields.term("term", heartbeat.getTerm());
    if (heartbeat.getGroupsCount() > MAX_GROUPS) {
      fields.invalid(
          "groups",
          heartbeat.getGroupsCount() + " groups are reported",
          "report at most " + MAX_GROUPS);
      return fields.refusals();
    }
    Set<GroupId> seen = new HashSet<>();
    for (int i = 0; i < heartbeat.getGroupsCount(); i++) {
      String path = "groups[" + i + "]";
      read(fields, path, heartbeat.getGroups(i));
      if (!seen.add(fields.group(path + ".group", heartbeat.getGroups(i).getGroup()))) {
        fields.invalid(path + ".group", "is reported twice", "report each group once");
      }
    }
    return fields.refusals();
  }

  /** What a node reports of one group. */
  public static Read<MemberReport> report(GroupReport report) {
    WireFields fields = new WireFields();
    MemberReport read = read(fields, "groups", report);
    return Read.of(read, fields.refusals());
  }

  private static MemberReport read(WireFields fields, String path, GroupReport report) {
    fields.revision(path + ".revision", report.getRevision());
    return new MemberReport(
        fields.epoch(path + ".epoch", report.getEpoch()),
        States.state(report.getState()),
        PlainText.of(report.getCause()),
        fields.epoch(path + ".released_epoch", report.getReleasedEpoch()),
        fields.epoch(path + ".failed_epoch", report.getFailedEpoch()),
        quiescing(report.getQuiescing()),
        report.getUnfit() ? MemberReport.Fitness.UNFIT : MemberReport.Fitness.FIT,
        report.getChecksList().stream()
            .filter(check -> !check.getPassing() && check.getCritical())
            .map(CheckStatus::getName)
            .map(PlainText::of)
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
