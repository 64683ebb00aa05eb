package io.quorate.core.leader;

import static io.quorate.core.leader.LeaderBench.A;
import static io.quorate.core.leader.LeaderBench.B;
import static io.quorate.core.leader.LeaderBench.TERM;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.ClockReading;
import io.quorate.core.ClusterTime;
import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.declaration.TimingProfile;
import io.quorate.core.failover.MemberReport;
import io.quorate.core.lease.LeaseGrantor;
import io.quorate.core.membership.Voter;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.FeatureLevels;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.MemberState;
import io.quorate.core.registry.Phase;
import io.quorate.core.session.Changes;
import io.quorate.core.session.Heartbeat;
import io.quorate.core.session.HeartbeatAnswer;
import io.quorate.core.session.HeartbeatId;
import io.quorate.core.session.Span;
import io.quorate.core.session.ToldMark;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What an answer to node b carries: its orders, and the declarations that it lacks. */
final class AnswerBoardsTest {
  private static final ClockReading NOW = new ClockReading(0, 0, 0);
  private static final GroupId ONE = new GroupId("g1");
  private static final Duration LAN = TimingProfile.LAN.timing().heartbeat();

  private int specBytes = 1;
  private final SortedMap<GroupId, GroupRecord> groups = new TreeMap<>();
  private final SortedMap<GroupId, MemberReport> reports = new TreeMap<>();
  private final AnswerBoards boards =
      new AnswerBoards(
          new LeaderSetting(
              Voter.first(A),
              new Command.DefineCluster("c", List.of()),
              Duration.ofSeconds(1),
              spec -> specBytes),
          TERM,
          new LeaseGrantor(TERM),
          (group, node) -> "");
  private long sequence;

  private GroupRecord declare(GroupId name) {
    GroupRecord group =
        LeaderBench.group(name, LeaderBench.role(Phase.VACANT, B, new ClusterTime(0)));
    groups.put(name, group);
    return group;
  }

  private void declareFive() {
    for (int i = 1; i <= 5; i++) {
      declare(new GroupId("g" + i));
    }
  }

  private HeartbeatAnswer answer(ToldMark told) {
    sequence++;
    Heartbeat beat =
        new Heartbeat(
            new HeartbeatId(B, 1, sequence),
            TERM,
            Heartbeat.Stay.STAYS,
            FeatureLevels.SUPPORTED,
            new Changes<>(new Span(Span.WHOLE, sequence), reports, new TreeSet<>()),
            told);
    HeardNode node = new HeardNode(TERM, beat.id(), NOW);
    node.take(beat, NOW);
    return boards.answer(beat, node, groups);
  }

  private static ToldMark after(HeartbeatAnswer answer) {
    return new ToldMark(TERM, answer.orders().span().number());
  }

  @Test
  void aNodeThatIsHeardFromIsToldOfEveryGroup() {
    declareFive();
    boards.open(B, groups.values());

    HeartbeatAnswer answer = answer(ToldMark.NONE);

    assertThat(answer.orders().present()).hasSize(5);
    assertThat(answer.specs()).hasSize(5);
    assertThat(answer.leader()).isEqualTo(A);
    assertThat(answer.term()).isEqualTo(TERM);
    assertThat(answer.heard()).isEqualTo(1);
    assertThat(answer.period()).isEqualTo(LAN);
  }

  @Test
  void aNodeThatIsOpenedAgainKeepsItsNumbers() {
    declareFive();
    boards.open(B, groups.values());
    HeartbeatAnswer first = answer(ToldMark.NONE);

    boards.open(B, groups.values());

    assertThat(answer(after(first)).orders().present()).isEmpty();
  }

  @Test
  void aNodeWithoutABoardIsToldNothing() {
    declareFive();

    assertThat(answer(ToldMark.NONE).orders().present()).isEmpty();
    assertThat(answer(ToldMark.NONE).specs()).isEmpty();
  }

  @Test
  void whatChangesIsTold() {
    boards.open(B, groups.values());
    HeartbeatAnswer nothing = answer(ToldMark.NONE);
    boards.put(declare(ONE));
    HeartbeatAnswer declared = answer(after(nothing));
    assertThat(declared.orders().present()).containsOnlyKeys(ONE);

    groups.remove(ONE);
    boards.remove(ONE);
    assertThat(answer(after(declared)).orders().gone()).containsExactly(ONE);
  }

  @Test
  void aDeclarationThatTheNodeHasIsNotSent() {
    declare(ONE);
    boards.open(B, groups.values());
    reports.put(ONE, LeaderBench.report(Epoch.NONE, MemberState.STANDBY));

    assertThat(answer(ToldMark.NONE).orders().present()).containsOnlyKeys(ONE);
    assertThat(answer(ToldMark.NONE).specs()).isEmpty();
  }

  @Test
  void aGroupThatIsGoneByNowHasNoDeclaration() {
    declare(ONE);
    boards.open(B, groups.values());
    groups.clear();

    assertThat(answer(ToldMark.NONE).specs()).isEmpty();
  }

  @Test
  void declarationsFillAnAnswerAndTheRestFollowsSoon() {
    declareFive();
    specBytes = AnswerBoards.SPEC_BYTES / 4;
    boards.open(B, groups.values());

    HeartbeatAnswer first = answer(ToldMark.NONE);
    assertThat(first.specs()).hasSize(4);
    assertThat(first.period()).isEqualTo(Duration.ofMillis(20));

    HeartbeatAnswer second = answer(after(first));
    assertThat(second.specs()).containsOnlyKeys(new GroupId("g5"));
    assertThat(second.period()).isEqualTo(LAN);
  }

  @Test
  void aDeclarationThatIsTooLargeTravelsAlone() {
    declare(ONE);
    declare(new GroupId("g2"));
    specBytes = AnswerBoards.SPEC_BYTES + 1;
    boards.open(B, groups.values());

    HeartbeatAnswer first = answer(ToldMark.NONE);

    assertThat(first.specs()).containsOnlyKeys(ONE);
    assertThat(answer(after(first)).specs()).containsOnlyKeys(new GroupId("g2"));
  }
}
