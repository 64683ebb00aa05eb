package io.quorate.core.leader;

import static io.quorate.core.leader.LeaderBench.A;
import static io.quorate.core.leader.LeaderBench.B;
import static io.quorate.core.leader.LeaderBench.G;
import static io.quorate.core.leader.LeaderBench.TERM;
import static io.quorate.core.leader.LeaderBench.W;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.ClockReading;
import io.quorate.core.ClusterTime;
import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.declaration.Endpoint;
import io.quorate.core.declaration.GroupMember;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.declaration.TimingProfile;
import io.quorate.core.lease.LeaseGrantor;
import io.quorate.core.lease.LeaseTerms;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.Operation;
import io.quorate.core.registry.Phase;
import io.quorate.core.registry.RoleRecord;
import io.quorate.core.serving.Directive;
import io.quorate.core.session.Changes;
import io.quorate.core.session.Order;
import io.quorate.core.session.Span;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the leader wants of node b. */
final class OrderBoardTest {
  private static final GroupId H = new GroupId("h");
  private static final ClusterTime NOW = new ClusterTime(0);
  private static final Epoch E3 = new Epoch(3);

  private final LeaseGrantor grantor = new LeaseGrantor(TERM);
  private final OrderBoard board = new OrderBoard(B);

  private Order order(GroupRecord group) {
    board.put(group, grantor, "");
    return Objects.requireNonNull(board.since(Span.WHOLE).present().get(group.spec().name()));
  }

  private static GroupRecord held(Phase phase, @Nullable NodeId node) {
    return LeaderBench.group(G, LeaderBench.role(phase, node, NOW));
  }

  private static GroupRecord declared(GroupId name, TimingProfile profile, NodeId... members) {
    GroupSpec plain = LeaderBench.spec(name);
    GroupSpec spec =
        new GroupSpec(
            name,
            List.of(members).stream().map(node -> new GroupMember(node, List.of())).toList(),
            profile.timing(),
            plain.failover(),
            plain.resources(),
            plain.checks());
    return LeaderBench.group(spec, RoleRecord.neverGranted(NOW, Epoch.NONE));
  }

  @Test
  void theHolderIsToldToDoWhatItsPhaseNeedsAndEverybodyElseToStandBy() {
    for (Phase phase : Phase.values()) {
      Directive.Step step =
          switch (phase) {
            case VACANT -> Directive.Step.STAND_BY;
            case PROMOTING, ACTIVE -> Directive.Step.SERVE;
            case QUIESCING -> Directive.Step.QUIESCE;
            case DEMOTING -> Directive.Step.DEMOTE;
          };
      assertThat(order(held(phase, B)).directive()).isEqualTo(new Directive(step, E3));
      assertThat(order(held(phase, A)).directive())
          .isEqualTo(new Directive(Directive.Step.STAND_BY, E3));
    }
  }

  @Test
  void theHolderIsExtendedWhereTheGrantorAllowsIt() {
    GroupRecord active = held(Phase.ACTIVE, B);
    assertThat(order(active).lease()).as("it is not counted").isNull();
    LeaseTerms terms = new LeaseTerms(active.role().lease(), active.role().fenceDelay());
    grantor.count(G, E3, B, terms, new ClockReading(0, 0, 0));

    assertThat(order(active).lease()).isEqualTo(terms);
    assertThat(order(held(Phase.ACTIVE, A)).lease()).isNull();
    grantor.closing(G, E3);
    assertThat(order(active).lease()).isNull();
  }

  @Test
  void everybodyLearnsWhoHasTheRoleWhereAndWhy() {
    GroupSpec plain = LeaderBench.spec(G);
    GroupMember member = new GroupMember(A, List.of(new Endpoint("10.0.0.1", 5432)));
    GroupSpec spec =
        new GroupSpec(
            G,
            List.of(member, new GroupMember(B, List.of())),
            plain.timing(),
            plain.failover(),
            plain.resources(),
            plain.checks());
    GroupRecord group = LeaderBench.group(spec, LeaderBench.role(Phase.DEMOTING, A, NOW));
    Order plainOrder = order(group);
    assertThat(plainOrder.role())
        .isEqualTo(new Order.Holding(Phase.DEMOTING, A, member.endpointTexts()));
    assertThat(plainOrder.revision()).isEqualTo(group.revision());
    assertThat(plainOrder.automation()).isEqualTo(Order.Automation.RUNNING);
    assertThat(plainOrder.cause()).isEmpty();

    GroupRecord changing =
        new GroupRecord(
            group.spec(),
            group.revision(),
            group.role(),
            GroupRecord.Automation.PAUSED,
            LeaderBench.operation(Operation.Kind.SWITCHOVER, A, B),
            group.members(),
            group.service());
    assertThat(order(changing).cause()).isEqualTo("SWITCHOVER: new disks");
    assertThat(order(changing).automation()).isEqualTo(Order.Automation.PAUSED);
  }

  @Test
  void aVacantRoleHasNoEndpoints() {
    assertThat(order(held(Phase.VACANT, A)).role())
        .isEqualTo(new Order.Holding(Phase.VACANT, null, List.of()));
  }

  @Test
  void aNodeThatIsNoMemberIsToldNothing() {
    board.put(declared(G, TimingProfile.LAN, A, B), grantor, "");
    board.put(declared(G, TimingProfile.LAN, A, W), grantor, "");

    Changes<Order> all = board.since(Span.WHOLE);
    assertThat(all.present()).isEmpty();
    assertThat(board.since(2).gone()).containsExactly(G);
  }

  @Test
  void whatIsRepeatedIsToldToWhoKnowsIt() {
    board.put(declared(G, TimingProfile.LAN, A, B), grantor, "");
    long number = board.since(Span.WHOLE).span().number();
    assertThat(board.since(number).present()).isEmpty();

    board.repeat(G);

    assertThat(board.since(number).present()).containsKey(G);
  }

  @Test
  void aNodeReportsAsOftenAsItsFastestGroupNeeds() {
    Duration lan = TimingProfile.LAN.timing().heartbeat();
    assertThat(board.period()).isEqualTo(Duration.ofSeconds(1));
    board.put(declared(G, TimingProfile.LAN, A, B), grantor, "");
    board.put(declared(H, TimingProfile.FAST, A, B), grantor, "");
    assertThat(board.period()).isEqualTo(TimingProfile.FAST.timing().heartbeat());

    board.put(declared(H, TimingProfile.FAST, A, B), grantor, "");
    board.put(declared(new GroupId("i"), TimingProfile.FAST, A, B), grantor, "");
    board.put(declared(new GroupId("i"), TimingProfile.LAN, A, B), grantor, "");
    assertThat(board.period())
        .as("one of two is slower now")
        .isEqualTo(TimingProfile.FAST.timing().heartbeat());
    board.remove(new GroupId("i"));

    board.put(declared(H, TimingProfile.LAN, A, B), grantor, "");
    assertThat(board.period()).isEqualTo(lan);
    board.remove(H);
    assertThat(board.period()).as("one of two is left").isEqualTo(lan);
    board.remove(H);
    assertThat(board.period()).as("it is gone once").isEqualTo(lan);
    board.put(declared(G, TimingProfile.LAN, A, B), grantor, "");
    board.remove(G);
    assertThat(board.period()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void aFarGroupMakesNoNodeSilent() {
    GroupSpec plain = LeaderBench.spec(G);
    GroupSpec slow =
        new GroupSpec(
            G,
            plain.members(),
            new io.quorate.core.declaration.Timing(
                Duration.ofMinutes(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(10),
                Duration.ZERO),
            plain.failover(),
            plain.resources(),
            plain.checks());
    board.put(LeaderBench.group(slow, RoleRecord.neverGranted(NOW, Epoch.NONE)), grantor, "");

    assertThat(board.period()).isEqualTo(Duration.ofSeconds(1));
  }
}
