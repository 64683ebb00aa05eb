package io.quorate.core.leader;

import static io.quorate.core.leader.LeaderBench.A;
import static io.quorate.core.leader.LeaderBench.B;
import static io.quorate.core.leader.LeaderBench.G;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.ClockReading;
import io.quorate.core.ClusterTime;
import io.quorate.core.NodeId;
import io.quorate.core.failover.MemberView;
import io.quorate.core.failover.Situation;
import io.quorate.core.registry.Phase;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What is told to those who watch, once each time. */
final class VisibleTest {
  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration TIMER = Duration.ofSeconds(2);
  private static final Duration SILENCE = LeaderPicture.NODE_SILENCE;

  private final Visible visible = new Visible();
  private ClockReading now = new ClockReading(5_000_000_000L, 0, 1_700_000);

  private static Situation situation(Situation.LeaseState lease, MemberView.Presence ofB) {
    SortedMap<NodeId, MemberView> members = new TreeMap<>();
    members.put(A, new MemberView(MemberView.Presence.ONLINE, Duration.ZERO, null, Duration.ZERO));
    members.put(B, new MemberView(ofB, Duration.ZERO, null, Duration.ZERO));
    return new Situation(
        LeaderBench.group(G, LeaderBench.role(Phase.ACTIVE, A, new ClusterTime(0))),
        new ClusterTime(1_700_000),
        lease,
        members,
        LONG);
  }

  private static Situation calm() {
    return situation(Situation.LeaseState.MAYBE_ALIVE, MemberView.Presence.ONLINE);
  }

  /** Whether somebody who watches is told of the group when it is looked at so. */
  private boolean told(Situation seen, Duration timer) {
    visible.looked(seen, timer, now);
    return !visible.take().none();
  }

  private void passes(Duration time) {
    now = now.plus(time);
  }

  @Test
  void aGroupThatLooksAsBeforeIsToldOnce() {
    assertThat(told(calm(), LONG)).isTrue();
    passes(TIMER);
    assertThat(told(calm(), LONG)).isFalse();
  }

  @Test
  void whatTimeAloneChangesIsTold() {
    told(calm(), LONG);
    Situation over = situation(Situation.LeaseState.SURELY_OVER, MemberView.Presence.ONLINE);
    assertThat(told(over, LONG)).as("the lease is over").isTrue();
    assertThat(told(over, LONG)).isFalse();

    Situation away = situation(Situation.LeaseState.SURELY_OVER, MemberView.Presence.OFFLINE);
    assertThat(told(away, LONG)).as("a member is not heard from").isTrue();
    assertThat(told(away, LONG)).isFalse();
  }

  @Test
  void aDeadlineThatHasComeIsTold() {
    told(calm(), TIMER);
    passes(TIMER.minusNanos(1));
    assertThat(told(calm(), Duration.ofNanos(1))).as("it has not come").isFalse();
    passes(Duration.ofNanos(1));
    assertThat(told(calm(), LONG)).as("it has").isTrue();
    assertThat(told(calm(), LONG)).isFalse();
  }

  @Test
  void aGroupThatIsGoneIsToldAndForgotten() {
    told(calm(), LONG);
    visible.removed(G);
    assertThat(visible.take().groups()).containsExactly(G);

    assertThat(told(calm(), LONG)).as("one of that name is declared again").isTrue();
  }

  @Test
  void whatWasHeardOrDecidedIsTold() {
    visible.changed(new TreeSet<>(java.util.List.of(G)));
    VisibleChange change = visible.take();
    assertThat(change.groups()).containsExactly(G);
    assertThat(change.nodes()).isEqualTo(VisibleChange.Nodes.SAME);
    assertThat(change.none()).isFalse();
    assertThat(visible.take().none()).isTrue();
  }

  @Test
  void aNodeThatFallsSilentOrIsHeardAgainIsToldOnce() {
    visible.silence(B, SILENCE.minusNanos(1));
    assertThat(visible.take().none()).isTrue();

    visible.silence(B, SILENCE);
    VisibleChange silent = visible.take();
    assertThat(silent.nodes()).isEqualTo(VisibleChange.Nodes.OTHERWISE);
    assertThat(silent.none()).isFalse();
    visible.silence(B, SILENCE.plusNanos(1));
    assertThat(visible.take().none()).as("it still is").isTrue();

    visible.silence(B, Duration.ZERO);
    assertThat(visible.take().nodes()).isEqualTo(VisibleChange.Nodes.OTHERWISE);
    visible.silence(B, Duration.ZERO);
    assertThat(visible.take().none()).as("it still is heard").isTrue();
  }
}
