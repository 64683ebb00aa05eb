package io.quorate.server.local;

import io.quorate.v1.GroupStatus;
import io.quorate.v1.MemberStatus;
import io.quorate.v1.NodeStatus;
import io.quorate.v1.Status;
import java.util.StringJoiner;

/** A status on one line, for messages about what did not happen. */
final class StatusLine {
  private StatusLine() {}

  static String of(Status status) {
    StringJoiner line = new StringJoiner(", ");
    line.add("source " + status.getSource());
    line.add("leader " + (status.getLeader().isEmpty() ? "none" : status.getLeader()));
    for (NodeStatus node : status.getNodesList()) {
      line.add(node.getNode() + (node.getOnline() ? " online" : " offline"));
    }
    for (GroupStatus group : status.getGroupsList()) {
      line.add(group.getName() + " " + group.getPhase() + " at '" + group.getHolder() + "'");
      for (MemberStatus member : group.getMembersList()) {
        line.add(member.getNode() + " " + member.getState() + reasons(member));
      }
    }
    return line.toString();
  }

  private static String reasons(MemberStatus member) {
    StringJoiner reasons = new StringJoiner("; ", " (", ")");
    reasons.setEmptyValue("");
    member.getIneligibleBecauseList().forEach(notice -> reasons.add(notice.getMessage()));
    return reasons.toString();
  }
}
