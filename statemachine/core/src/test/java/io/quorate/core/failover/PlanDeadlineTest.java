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
import io.quorate.core.registry.FailedPromotions;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.MemberRecord;
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

/** A group is looked at again when something that it waits for is over, and not before. */
final class PlanDeadlineTest {
  private static final NodeId A = new NodeId("a");
  private static final NodeId B = new NodeId("b");
  private static final ClusterTime NOW = new ClusterTime(1_000_000);
  private static final Duration NEVER = Duration.ofDays(1);

  private FailoverPolicy policy = FailoverPolicy.DEFAULT;
  private Phase phase = Phase.ACTIVE;
  private Duration inPhase = Duration.ofHours(1);
  private Duration leaderFor = Duration.ofHours(1);
  private Duration wellFor = Duration.ZERO;
  private FailedPromotions failed = FailedPromotions.NONE;
  private @Nullable Operation operation;

  private Duration next() {
    GroupSpec spec =
        new GroupSpec(
            new GroupId("g"),
            List.of(new GroupMember(A, List.of()), new GroupMember(B, List.of())),
            TimingProfile.LAN.timing(),
            policy,
            List.of(),
            List.of());
    RoleRecord role =
        new RoleRecord(
            new Epoch(4),
            phase,
            A,
            phase == Phase.VACANT ? Closure.EXPIRED : Closure.OPEN,
            Duration.ZERO,
            Duration.ZERO,
            NOW.plus(inPhase.negated()));
    SortedMap<NodeId, MemberRecord> members = new TreeMap<>();
    SortedMap<NodeId, MemberView> views = new TreeMap<>();
    for (NodeId node : List.of(A, B)) {
      members.put(node, new MemberRecord(MemberState.STANDBY, "", NOW, failed));
      views.put(node, new MemberView(MemberView.Presence.ONLINE, Duration.ZERO, null, wellFor));
    }
    GroupRecord group =
        new GroupRecord(
            spec,
            new Revision(1),
            role,
            GroupRecord.Automation.RUNNING,
            operation,
            members,
            ServiceRecord.never(NOW));
    return PlanDeadline.of(
        new Situation(group, NOW, Situation.LeaseState.MAYBE_ALIVE, views, leaderFor));
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  private void prefers(NodeId node) {
    policy = policy.withPreferred(node, seconds(60));
  }

  private void failedAgo(Duration ago) {
    // One failure: left alone for 30 s, as a last resort for 10 s.
    failed = new FailedPromotions(1, NOW.plus(seconds(30).minus(ago)), "port in use");
  }

  @Test
  void whoWaitsForNothingIsLookedAtTheNextDay() {
    assertThat(next()).isEqualTo(NEVER);
  }

  @Test
  void aPlannedChangeHasADeadline() {
    operation = operation(NOW.plus(seconds(40)));
    assertThat(next()).isEqualTo(seconds(40));

    operation = operation(NOW.plus(seconds(-40)));
    assertThat(next()).as("it is over").isEqualTo(NEVER);
  }

  @Test
  void aDeadlineBeyondTheNextDayIsOneToo() {
    operation = operation(NOW.plus(Duration.ofDays(3)));
    assertThat(next()).isLessThan(PlanDeadline.NONE).isGreaterThan(Duration.ofHours(23));
  }

  /** Then what it does not know of the target speaks against the target. */
  @Test
  void aPlannedChangeIsLookedAtWhenTheLeaderIsNotNewAnyMore() {
    operation = operation(NOW.plus(seconds(40)));
    leaderFor = Duration.ofMillis(200);

    assertThat(next()).isEqualTo(TimingProfile.LAN.timing().lease().minus(leaderFor));
  }

  private static Operation operation(ClusterTime deadline) {
    return new Operation(
        Operation.Kind.SWITCHOVER,
        Operation.Step.DEMOTE,
        A,
        B,
        NOW,
        NOW,
        deadline,
        "ann",
        "new disks");
  }

  @Test
  void aNodeThatIsLeftAloneMayBeNeededBeforeThatIsOver() {
    failedAgo(seconds(3));
    assertThat(next()).as("as a last resort").isEqualTo(seconds(7));
    failedAgo(seconds(12));
    assertThat(next()).isEqualTo(seconds(18));
    failedAgo(seconds(30));
    assertThat(next()).isEqualTo(NEVER);
  }

  @Test
  void aVacantRoleWaitsForThePolicysDelayAndForTheFirstChoice() {
    phase = Phase.VACANT;
    policy = policy.withDelay(seconds(60));
    inPhase = seconds(50);
    assertThat(next()).isEqualTo(seconds(10));

    leaderFor = seconds(1);
    assertThat(next()).as("a new leader waits for 5 s").isEqualTo(seconds(4));
    leaderFor = seconds(5);
    assertThat(next()).as("just being reached").isZero();
    leaderFor = seconds(6);
    inPhase = seconds(60);
    assertThat(next()).isEqualTo(NEVER);
  }

  @Test
  void anOpenRoleWaitsForNeither() {
    policy = policy.withDelay(seconds(60));
    inPhase = seconds(50);
    leaderFor = seconds(1);

    assertThat(next()).isEqualTo(NEVER);
  }

  @Test
  void aPreferredNodeIsWaitedFor() {
    prefers(B);
    wellFor = seconds(15);
    assertThat(next()).as("until it has been well for long enough").isEqualTo(seconds(45));

    inPhase = seconds(20);
    assertThat(next()).as("and the role was not moved lately").isEqualTo(seconds(40));
    wellFor = seconds(60);
    assertThat(next()).as("just being reached").isZero();
  }

  @Test
  void aPreferredNodeThatHasTheRoleIsNotWaitedFor() {
    prefers(A);
    inPhase = seconds(20);

    assertThat(next()).isEqualTo(NEVER);
  }

  @Test
  void aPreferredNodeOfAVacantRoleHasNoDelayOfItsOwn() {
    prefers(B);
    phase = Phase.VACANT;
    inPhase = seconds(20);

    assertThat(next()).isEqualTo(NEVER);
  }
}
