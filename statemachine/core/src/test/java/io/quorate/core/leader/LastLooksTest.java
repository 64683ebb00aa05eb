package io.quorate.core.leader;

import static io.quorate.core.leader.LeaderBench.B;
import static io.quorate.core.leader.LeaderBench.G;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.ClockReading;
import io.quorate.core.ClusterTime;
import io.quorate.core.Epoch;
import io.quorate.core.LookQueue;
import io.quorate.core.NodeId;
import io.quorate.core.failover.MemberView;
import io.quorate.core.failover.PlanDeadline;
import io.quorate.core.failover.Situation;
import io.quorate.core.registry.MemberState;
import io.quorate.core.registry.Phase;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** For how long a look is good. */
final class LastLooksTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration SOON = LastLooks.LONGEST_OTHERWISE;

  private final LastLooks looks = new LastLooks();
  private final ClockReading now = new ClockReading(7_000_000_000L, 0, 0);

  private static Situation situation(Phase phase, MemberState holder) {
    SortedMap<NodeId, MemberView> members = new TreeMap<>();
    members.put(
        B,
        new MemberView(
            MemberView.Presence.ONLINE,
            Duration.ZERO,
            LeaderBench.report(new Epoch(3), holder),
            Duration.ZERO));
    return new Situation(
        LeaderBench.group(G, LeaderBench.role(phase, B, new ClusterTime(0))),
        new ClusterTime(0),
        Situation.LeaseState.MAYBE_ALIVE,
        members,
        SECOND);
  }

  private Duration goodFor(Situation situation, Duration timer) {
    looks.looked(situation, timer, now);
    return looks.goodFor(G, now);
  }

  private Duration goodFor(Duration timer) {
    return goodFor(situation(Phase.ACTIVE, MemberState.ACTIVE), timer);
  }

  @Test
  void nothingIsKnownOfAGroupThatWasNotLookedAtOrIsGone() {
    assertThat(looks.goodFor(G, now)).isZero();
    goodFor(SECOND);
    looks.remove(G);
    assertThat(looks.goodFor(G, now)).isZero();
  }

  @Test
  void aLookIsGoodUntilTheDeadline() {
    assertThat(goodFor(SECOND)).isEqualTo(SECOND);
    assertThat(looks.goodFor(G, now.plus(SECOND))).isZero();
    assertThat(looks.goodFor(G, now.plus(SECOND.multipliedBy(2)))).isZero();
  }

  @Test
  void aDeadlineFarAwayMayComeSoonerByAnotherClock() {
    assertThat(goodFor(Duration.ofHours(3))).isEqualTo(LookQueue.spread(SOON, G));
  }

  @Test
  void withoutADeadlineItIsGoodForLongerWhileANodeServesAndIsWell() {
    assertThat(goodFor(PlanDeadline.NONE)).isEqualTo(LookQueue.spread(LastLooks.LONGEST, G));
    assertThat(goodFor(PlanDeadline.NONE.minusNanos(1))).isEqualTo(LookQueue.spread(SOON, G));
    assertThat(goodFor(situation(Phase.VACANT, MemberState.STANDBY), PlanDeadline.NONE))
        .isEqualTo(LookQueue.spread(SOON, G));
    assertThat(goodFor(situation(Phase.ACTIVE, MemberState.DEGRADED), PlanDeadline.NONE))
        .isEqualTo(LookQueue.spread(SOON, G));
  }
}
