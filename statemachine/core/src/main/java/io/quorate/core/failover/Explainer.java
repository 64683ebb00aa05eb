package io.quorate.core.failover;

import io.quorate.core.NodeId;
import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.declaration.GroupMember;
import io.quorate.core.registry.Closure;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Says why things are as they are: every reason a change of role is or is not happening (feature
 * X3).
 */
public final class Explainer {
  private Explainer() {}

  /** The findings for one group, most important first. */
  public static List<Finding> explain(Situation situation) {
    GroupRecord group = situation.group();
    List<Finding> findings = new ArrayList<>();
    String why = NotServed.why(group);
    if (!why.isEmpty()) {
      findings.add(new Finding(NotServed.REASON, "no node serves it: " + why, ""));
    }
    if (group.role().open()) {
      held(situation, findings);
    } else {
      vacant(situation, findings);
    }
    if (group.paused()) {
      findings.add(
          new Finding(
              "PAUSED",
              group.spec().name() + " is paused: nothing changes by itself",
              "quorate resume " + group.spec().name()));
    }
    Operation operation = group.operation();
    if (operation != null) {
      findings.add(
          new Finding(
              operation.kind().name(),
              "a change from "
                  + operation.from()
                  + " to "
                  + operation.to()
                  + ", asked for by "
                  + operation.actor()
                  + ", is in step "
                  + operation.step()
                  + ": "
                  + operation.cause(),
              ""));
    }
    standbys(situation, findings);
    return findings;
  }

  private static void held(Situation situation, List<Finding> findings) {
    GroupRecord group = situation.group();
    String holder = group.role().node() + " holds epoch " + group.role().epoch();
    MemberView view = situation.holder();
    if (view == null || view.presence() == MemberView.Presence.OFFLINE) {
      findings.add(
          new Finding(
              Reason.LEASE_NOT_OVER.name(),
              holder + " and is not heard from; its lease may not be over yet",
              "wait: it is replaced when the lease is surely over"));
      return;
    }
    MemberReport report = view.report();
    if (report != null && report.fitness() == MemberReport.Fitness.UNFIT) {
      String why =
          Succession.bestExceptHolder(situation)
              .map(node -> "the role moves to " + node)
              .orElse("no other member may take over, so it stays");
      findings.add(
          new Finding(
              "HOLDER_UNFIT", holder + " and is not well: " + report.cause() + "; " + why, ""));
      return;
    }
    findings.add(
        new Finding(
            group.role().phase().name(), holder + " and is heard from: no failover is due", ""));
  }

  private static void vacant(Situation situation, List<Finding> findings) {
    GroupRecord group = situation.group();
    findings.add(
        new Finding(
            "VACANT",
            "nobody holds "
                + group.spec().name()
                + ": "
                + (group.role().node() == null
                    ? "nobody ever did"
                    : "epoch "
                        + group.role().epoch()
                        + " of "
                        + group.role().node()
                        + " was "
                        + group.role().closure()),
            ""));
    delay(situation, findings);
    for (NodeId node : Succession.order(group)) {
      if (group.leftToPeople(node) && Eligibility.holds(situation, node)) {
        findings.add(
            new Finding(
                Reason.MANUAL_FAILOVER.name(),
                node + " could take over, and the policy leaves that to people",
                "quorate failover " + group.spec().name() + " --to " + node + " --fenced-by WHO"));
      }
    }
  }

  private static void delay(Situation situation, List<Finding> findings) {
    GroupRecord group = situation.group();
    Duration delay = group.spec().failover().delay();
    Duration left = group.role().since().plus(delay).since(situation.now());
    if (group.role().closure() == Closure.EXPIRED && left.compareTo(Duration.ZERO) > 0) {
      findings.add(
          new Finding(
              Reason.DELAYED.name(),
              "the policy waits "
                  + delay.toMillis()
                  + " ms after a loss; "
                  + left.toMillis()
                  + " ms are left",
              ""));
    }
  }

  private static void standbys(Situation situation, List<Finding> findings) {
    GroupRecord group = situation.group();
    for (GroupMember member : group.spec().members()) {
      if (group.role().heldBy(member.node())) {
        continue;
      }
      List<Refusal> against = Eligibility.against(situation, member.node());
      if (against.isEmpty()) {
        findings.add(new Finding("ELIGIBLE", member.node() + " may take over", ""));
      }
      for (Refusal refusal : against) {
        findings.add(new Finding(refusal.reason().name(), refusal.message(), refusal.remedy()));
      }
    }
  }
}
