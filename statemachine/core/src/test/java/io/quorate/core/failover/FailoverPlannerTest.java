package io.quorate.core.failover;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.ClusterTime;
import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.Revision;
import io.quorate.core.declaration.FailoverPolicy;
import io.quorate.core.declaration.GroupMember;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.declaration.TimingProfile;
import io.quorate.core.registry.Closure;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.FailedPromotions;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.MemberRecord;
import io.quorate.core.registry.MemberState;
import io.quorate.core.registry.Phase;
import io.quorate.core.registry.RoleRecord;
import io.quorate.core.registry.ServiceRecord;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Single situations of the planner; its transcripts hold the rest. */
final class FailoverPlannerTest {
  private static final NodeId A = new NodeId("a");
  private static final NodeId B = new NodeId("b");
  private static final ClusterTime NOW = new ClusterTime(1_000_000);

  private static Situation lostBy(NodeId last, FailoverPolicy.Mode mode) {
    GroupSpec spec =
        new GroupSpec(
            new GroupId("g"),
            List.of(new GroupMember(A, List.of()), new GroupMember(B, List.of())),
            TimingProfile.LAN.timing(),
            FailoverPolicy.DEFAULT.with(mode),
            List.of(),
            List.of());
    RoleRecord role =
        new RoleRecord(
            new Epoch(4), Phase.VACANT, last, Closure.EXPIRED, Duration.ZERO, Duration.ZERO, NOW);
    TreeMap<NodeId, MemberRecord> members = new TreeMap<>();
    TreeMap<NodeId, MemberView> views = new TreeMap<>();
    for (NodeId node : List.of(A, B)) {
      members.put(node, new MemberRecord(MemberState.STANDBY, "", NOW, FailedPromotions.NONE));
      views.put(
          node,
          new MemberView(
              MemberView.Presence.ONLINE,
              Duration.ZERO,
              new MemberReport(
                  Epoch.NONE,
                  MemberState.STANDBY,
                  "",
                  Epoch.NONE,
                  Epoch.NONE,
                  MemberReport.Quiescing.NO,
                  MemberReport.Fitness.FIT,
                  new Revision(1),
                  List.of(),
                  List.of(),
                  List.of(),
                  List.of()),
              Duration.ZERO));
    }
    GroupRecord group =
        new GroupRecord(
            spec,
            new Revision(1),
            role,
            GroupRecord.Automation.RUNNING,
            null,
            members,
            ServiceRecord.never(NOW));
    return new Situation(
        group, NOW, Situation.LeaseState.MAYBE_ALIVE, views, Duration.ofMinutes(1));
  }

  @Test
  void aManualGroupGoesBackToTheNodeThatLostItAndToNobodyElse() {
    for (NodeId last : List.of(A, B)) {
      assertThat(FailoverPlanner.plan(lostBy(last, FailoverPolicy.Mode.MANUAL)))
          .singleElement()
          .isInstanceOfSatisfying(
              Command.GrantRole.class, grant -> assertThat(grant.to()).isEqualTo(last));
    }
  }

  @Test
  void anAutomaticGroupRatherGoesToTheOther() {
    assertThat(FailoverPlanner.plan(lostBy(A, FailoverPolicy.Mode.AUTOMATIC)))
        .singleElement()
        .isInstanceOfSatisfying(
            Command.GrantRole.class, grant -> assertThat(grant.to()).isEqualTo(B));
  }
}
