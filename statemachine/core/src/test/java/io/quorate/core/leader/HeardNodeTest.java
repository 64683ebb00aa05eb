package io.quorate.core.leader;

import static io.quorate.core.leader.LeaderBench.B;
import static io.quorate.core.leader.LeaderBench.G;
import static io.quorate.core.leader.LeaderBench.TERM;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.ClockReading;
import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.Term;
import io.quorate.core.failover.MemberReport;
import io.quorate.core.registry.FeatureLevels;
import io.quorate.core.registry.MemberState;
import io.quorate.core.session.Changes;
import io.quorate.core.session.Heartbeat;
import io.quorate.core.session.HeartbeatId;
import io.quorate.core.session.Span;
import io.quorate.core.session.ToldMark;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What a leader believes of one node. */
final class HeardNodeTest {
  private static final GroupId H = new GroupId("h");
  private static final ClockReading START = new ClockReading(0, 0, 1_700_000);
  private static final Span FIRST = new Span(Span.WHOLE, 5);
  private static final MemberReport STANDBY =
      LeaderBench.report(Epoch.NONE, MemberState.STANDBY).over(new Epoch(2), new Epoch(1));

  private final HeardNode node = new HeardNode(TERM, new HeartbeatId(B, 1, 1), START);
  private long sequence = 1;

  private Heartbeat beat(
      Term term, Heartbeat.Stay stay, Span span, Map<GroupId, MemberReport> reports) {
    sequence++;
    SortedMap<GroupId, MemberReport> present = new TreeMap<>(reports);
    return new Heartbeat(
        new HeartbeatId(B, 1, sequence),
        term,
        stay,
        FeatureLevels.SUPPORTED,
        new Changes<>(span, present, new TreeSet<>()),
        ToldMark.NONE);
  }

  private Heartbeat same(Term term, Heartbeat.Stay stay) {
    return beat(term, stay, new Span(5, 5), Map.of());
  }

  private MemberReport reported() {
    return Objects.requireNonNull(node.facts().report(G));
  }

  private void hearsAll() {
    node.take(beat(TERM, Heartbeat.Stay.STAYS, FIRST, Map.of(G, STANDBY, H, STANDBY)), START);
  }

  @Test
  void keepsWhatItWasTold() {
    assertThat(
            node.take(
                beat(TERM, Heartbeat.Stay.LEAVES, FIRST, Map.of(G, STANDBY)),
                START.plus(Duration.ofSeconds(3))))
        .containsExactly(G);

    assertThat(node.facts().report(G)).isEqualTo(STANDBY);
    assertThat(node.facts().report(H)).isNull();
    assertThat(node.groups()).containsExactly(G);
    assertThat(node.node()).isEqualTo(B);
    assertThat(node.last()).isEqualTo(new HeartbeatId(B, 1, 2));
    assertThat(node.facts().stay()).isEqualTo(Heartbeat.Stay.LEAVES);
    assertThat(node.number()).isEqualTo(5);
    assertThat(node.facts().arrivedAt()).isEqualTo(START.plus(Duration.ofSeconds(3)));
    assertThat(node.upFor(START.plus(Duration.ofSeconds(4)))).isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void whatIsSaidAgainIsNothingNew() {
    hearsAll();

    assertThat(node.take(same(TERM, Heartbeat.Stay.STAYS), START)).isEmpty();
  }

  @Test
  void whoIsAboutToStopOrStaysAfterAllIsAnotherForAllItsGroups() {
    hearsAll();

    assertThat(node.take(same(TERM, Heartbeat.Stay.LEAVES), START)).containsExactly(G, H);
    assertThat(node.take(same(TERM, Heartbeat.Stay.LEAVES), START)).isEmpty();
    assertThat(node.take(same(TERM, Heartbeat.Stay.STAYS), START)).containsExactly(G, H);
  }

  @Test
  void whatIsOverIsBelievedOnlyOfANodeThatIsInTheLeadersTerm() {
    hearsAll();
    assertThat(reported().released()).isEqualTo(new Epoch(2));

    assertThat(node.take(same(new Term(3), Heartbeat.Stay.STAYS), START)).containsExactly(G, H);
    assertThat(reported()).isEqualTo(STANDBY.over(Epoch.NONE, Epoch.NONE));
    assertThat(node.take(same(TERM, Heartbeat.Stay.STAYS), START)).containsExactly(G, H);
    assertThat(reported()).isEqualTo(STANDBY);
  }

  @Test
  void aPictureThatDoesNotFollowIsNotTakenAndTheWholeIsWanted() {
    hearsAll();
    MemberReport other = LeaderBench.report(new Epoch(4), MemberState.ACTIVE);

    assertThat(node.take(beat(TERM, Heartbeat.Stay.STAYS, new Span(7, 9), Map.of(G, other)), START))
        .isEmpty();
    assertThat(reported()).isEqualTo(STANDBY);
    assertThat(node.number()).isEqualTo(Span.WHOLE);
    assertThat(node.groups()).containsExactly(G, H);
    hearsAll();
    assertThat(node.number()).isEqualTo(5);
  }

  @Test
  void anAnswerCountsFromTheArrivalOfItsHeartbeat() {
    Duration limit = Duration.ofSeconds(2);
    assertThat(node.facts().answeredWithin(limit, START)).isFalse();
    node.answered(START);

    assertThat(node.facts().answeredWithin(limit, START.plus(limit))).isTrue();
    assertThat(node.facts().answeredWithin(limit, START.plus(limit.plusMillis(1)))).isFalse();
  }
}
