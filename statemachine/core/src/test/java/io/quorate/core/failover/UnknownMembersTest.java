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
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.MemberState;
import io.quorate.core.registry.Operation;
import io.quorate.core.registry.Phase;
import io.quorate.core.registry.RoleRecord;
import io.quorate.core.registry.ServiceRecord;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Decisions are total: what is not known of a member grants nothing and breaks nothing. */
final class UnknownMembersTest {
  private static final NodeId A = new NodeId("a");
  private static final NodeId B = new NodeId("b");
  private static final Epoch E4 = new Epoch(4);
  private static final ClusterTime NOW = new ClusterTime(1_000_000);

  private final SortedMap<NodeId, MemberView> views = new TreeMap<>();
  private Duration leaderFor = Duration.ofMinutes(1);

  /** Of a, which has or had the role, and b; nothing is recorded of either. */
  private Situation situation(Phase phase, @Nullable Operation operation) {
    GroupSpec spec =
        new GroupSpec(
            new GroupId("g"),
            List.of(new GroupMember(A, List.of()), new GroupMember(B, List.of())),
            TimingProfile.LAN.timing(),
            FailoverPolicy.DEFAULT.withPreferred(B, Duration.ofSeconds(10)),
            List.of(),
            List.of());
    RoleRecord role =
        new RoleRecord(
            E4,
            phase,
            A,
            phase == Phase.VACANT ? Closure.EXPIRED : Closure.OPEN,
            Duration.ZERO,
            Duration.ZERO,
            new ClusterTime(0));
    GroupRecord group =
        new GroupRecord(
            spec,
            new Revision(1),
            role,
            GroupRecord.Automation.RUNNING,
            operation,
            new TreeMap<>(),
            ServiceRecord.never(NOW));
    return new Situation(group, NOW, Situation.LeaseState.MAYBE_ALIVE, views, leaderFor);
  }

  private static Operation operation(Operation.Kind kind, @Nullable NodeId to) {
    return new Operation(
        kind, Operation.Step.QUIESCE, A, to, NOW, NOW, NOW.plus(Duration.ofMinutes(1)), "ann", "");
  }

  private static MemberView online(MemberReport.Quiescing quiescing, Epoch epoch) {
    return heard(MemberView.Presence.ONLINE, quiescing, epoch);
  }

  private static MemberView heard(
      MemberView.Presence presence, MemberReport.Quiescing quiescing, Epoch epoch) {
    return new MemberView(
        presence,
        Duration.ZERO,
        new MemberReport(
            epoch,
            MemberState.STANDBY,
            "",
            Epoch.NONE,
            Epoch.NONE,
            quiescing,
            MemberReport.Fitness.FIT,
            new Revision(1),
            List.of(),
            List.of(),
            List.of(),
            List.of()),
        Duration.ZERO);
  }

  @Test
  void aLeaderThatKnowsNobodyPlansNothing() {
    for (Phase phase : Phase.values()) {
      assertThat(FailoverPlanner.plan(situation(phase, null))).as("%s", phase).isEmpty();
    }
    assertThat(PlanDeadline.of(situation(Phase.ACTIVE, null))).isEqualTo(Duration.ofDays(1));
  }

  @Test
  void aChangeToANodeOfWhichNothingIsKnownIsUndone() {
    Operation operation = operation(Operation.Kind.SWITCHOVER, B);

    assertThat(FailoverPlanner.plan(situation(Phase.QUIESCING, operation)))
        .singleElement()
        .isInstanceOf(Command.CancelOperation.class);
  }

  /** No majority has confirmed the leader to the target yet, as at every beginning of a term. */
  @Test
  void aChangeGoesOnWhileTheLeaderIsTooNewForItsTarget() {
    Operation operation = operation(Operation.Kind.SWITCHOVER, B);
    views.put(B, heard(MemberView.Presence.UNCONFIRMED, MemberReport.Quiescing.NO, Epoch.NONE));

    leaderFor = TimingProfile.LAN.timing().lease();
    assertThat(situation(Phase.QUIESCING, operation).tooNewFor(B)).isTrue();
    assertThat(FailoverPlanner.plan(situation(Phase.QUIESCING, operation))).isEmpty();

    leaderFor = leaderFor.plusNanos(1);
    assertThat(FailoverPlanner.plan(situation(Phase.QUIESCING, operation)))
        .singleElement()
        .isInstanceOf(Command.CancelOperation.class);
  }

  @Test
  void aChangeWithoutATargetNeedsNone() {
    Operation operation = operation(Operation.Kind.RETIREMENT, null);
    views.put(A, online(MemberReport.Quiescing.DONE, E4));

    assertThat(FailoverPlanner.plan(situation(Phase.QUIESCING, operation)))
        .containsExactly(new Command.AdvanceOperation(new GroupId("g"), E4));
  }

  @Test
  void aMemberOfWhichNothingIsRecordedMayBeGrantedAndIsNotNoted() {
    views.put(A, online(MemberReport.Quiescing.NO, Epoch.NONE));
    views.put(B, online(MemberReport.Quiescing.NO, Epoch.NONE));
    assertThat(situation(Phase.VACANT, null).holder()).as("nobody holds it").isNull();

    assertThat(FailoverPlanner.plan(situation(Phase.VACANT, null)))
        .containsExactly(new Command.GrantRole(new GroupId("g"), E4, B, "failover: a was lost"));
  }

  @Test
  void whatIsExplainedOfAHolderThatNothingIsKnownOfIsThatItsLeaseMayLast() {
    assertThat(Explainer.explain(situation(Phase.ACTIVE, null)))
        .extracting(Finding::reason)
        .contains("LEASE_NOT_OVER");
  }
}
