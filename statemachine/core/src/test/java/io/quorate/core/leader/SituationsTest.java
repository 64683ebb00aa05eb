package io.quorate.core.leader;

import static io.quorate.core.leader.LeaderBench.A;
import static io.quorate.core.leader.LeaderBench.B;
import static io.quorate.core.leader.LeaderBench.G;
import static io.quorate.core.leader.LeaderBench.TERM;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.ClockReading;
import io.quorate.core.ClusterClock;
import io.quorate.core.ClusterTime;
import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.declaration.Timing;
import io.quorate.core.declaration.TimingProfile;
import io.quorate.core.failover.MemberReport;
import io.quorate.core.failover.MemberView;
import io.quorate.core.failover.Situation;
import io.quorate.core.lease.LeaseGrantor;
import io.quorate.core.lease.LeaseTerms;
import io.quorate.core.registry.FeatureLevels;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.MemberState;
import io.quorate.core.registry.Phase;
import io.quorate.core.session.Changes;
import io.quorate.core.session.Heartbeat;
import io.quorate.core.session.HeartbeatId;
import io.quorate.core.session.Span;
import io.quorate.core.session.ToldMark;
import java.time.Duration;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a decision rests on, for a group of a and b. */
final class SituationsTest {
  private static final Timing LAN = TimingProfile.LAN.timing();
  private static final Duration LIMIT = LAN.lease();
  private static final Duration MILLI = Duration.ofMillis(1);
  private static final ClockReading BEGAN = new ClockReading(0, 0, 1_700_000);
  private static final Epoch E3 = new Epoch(3);

  private final LeaseGrantor grantor = new LeaseGrantor(TERM);
  private final SortedMap<NodeId, HeardNode> heard = new TreeMap<>();
  private final Situations situations =
      new Situations(new ClusterClock(new ClusterTime(1_700_000), BEGAN), BEGAN, grantor, heard);
  private long sequence;

  private static ClockReading at(Duration time) {
    return BEGAN.plus(time);
  }

  private static GroupRecord heldBy(NodeId node) {
    return LeaderBench.group(G, LeaderBench.role(Phase.ACTIVE, node, new ClusterTime(0)));
  }

  /** Vacant since a while; the role belongs on b. */
  private static GroupRecord preferringB(@Nullable NodeId holder) {
    GroupSpec plain = LeaderBench.spec(G);
    GroupSpec spec =
        new GroupSpec(
            G,
            plain.members(),
            plain.timing(),
            plain.failover().withPreferred(B, Duration.ofSeconds(10)),
            plain.resources(),
            plain.checks());
    Phase phase = holder == null ? Phase.VACANT : Phase.ACTIVE;
    return LeaderBench.group(spec, LeaderBench.role(phase, holder, new ClusterTime(0)));
  }

  private void hears(NodeId node, Heartbeat.Stay stay, ClockReading at) {
    takes(node, stay, at);
    Objects.requireNonNull(heard.get(node)).answered(at);
  }

  private void takes(NodeId node, ClockReading at) {
    takes(node, Heartbeat.Stay.STAYS, at);
  }

  private void takes(NodeId node, Heartbeat.Stay stay, ClockReading at) {
    sequence++;
    HeartbeatId id = new HeartbeatId(node, 1, sequence);
    SortedMap<GroupId, MemberReport> reports = new TreeMap<>();
    reports.put(G, LeaderBench.report(Epoch.NONE, MemberState.STANDBY));
    HeardNode known = heard.computeIfAbsent(node, fresh -> new HeardNode(TERM, id, at));
    known.take(
        new Heartbeat(
            id,
            TERM,
            stay,
            FeatureLevels.SUPPORTED,
            new Changes<>(new Span(Span.WHOLE, sequence), reports, new TreeSet<>()),
            ToldMark.NONE),
        at);
  }

  private MemberView view(NodeId node, ClockReading now) {
    return Objects.requireNonNull(situations.of(heldBy(A), now).members().get(node));
  }

  private Duration wellFor(GroupRecord group, ClockReading now) {
    return Objects.requireNonNull(situations.of(group, now).members().get(B)).wellFor();
  }

  @Test
  void aNodeThatThisLeaderNeverHeardFromIsUnknownForALease() {
    MemberView unknown = view(B, at(LIMIT));
    assertThat(unknown)
        .isEqualTo(new MemberView(MemberView.Presence.UNKNOWN, LIMIT, null, Duration.ZERO));
    assertThat(view(B, at(LIMIT.plus(MILLI))).presence()).isEqualTo(MemberView.Presence.OFFLINE);
  }

  @Test
  void aNodeThatIsHeardFromIsOnlineForALease() {
    ClockReading heardAt = at(Duration.ofSeconds(9));
    hears(B, Heartbeat.Stay.STAYS, heardAt);

    MemberView online = view(B, heardAt.plus(LIMIT));
    assertThat(online.presence()).isEqualTo(MemberView.Presence.ONLINE);
    assertThat(online.silent()).isEqualTo(LIMIT);
    assertThat(online.report()).isEqualTo(LeaderBench.report(Epoch.NONE, MemberState.STANDBY));
    assertThat(view(B, heardAt.plus(LIMIT.plus(MILLI))).presence())
        .isEqualTo(MemberView.Presence.OFFLINE);
  }

  @Test
  void aNodeThatStopsIsLeavingAndOneWithoutAnswersIsUnconfirmed() {
    hears(B, Heartbeat.Stay.LEAVES, BEGAN);
    assertThat(view(B, BEGAN).presence()).isEqualTo(MemberView.Presence.LEAVING);

    heard.put(A, new HeardNode(TERM, new HeartbeatId(A, 1, 1), BEGAN));
    assertThat(view(A, BEGAN).presence()).isEqualTo(MemberView.Presence.UNCONFIRMED);
  }

  @Test
  void aLeaseIsOverWhenTheGrantorSaysSoAndTheEpochIsOpen() {
    grantor.count(G, E3, A, new LeaseTerms(LAN.lease(), LAN.fenceDelay()), BEGAN);
    ClockReading over = at(LAN.expiry().plus(MILLI));

    assertThat(situations.of(heldBy(A), at(LAN.expiry())).lease())
        .isEqualTo(Situation.LeaseState.MAYBE_ALIVE);
    assertThat(situations.of(heldBy(A), over).lease()).isEqualTo(Situation.LeaseState.SURELY_OVER);
    assertThat(situations.of(preferringB(null), over).lease())
        .as("nobody holds it")
        .isEqualTo(Situation.LeaseState.MAYBE_ALIVE);
    assertThat(situations.of(heldBy(A), over).leaderFor()).isEqualTo(LAN.expiry().plus(MILLI));
    assertThat(situations.of(heldBy(A), over).now())
        .isEqualTo(new ClusterTime(1_700_000).plus(LAN.expiry().plus(MILLI)));
  }

  @Test
  void thePreferredNodeIsWellForAsLongAsNothingSpeaksAgainstIt() {
    hears(B, Heartbeat.Stay.STAYS, BEGAN);
    Duration second = Duration.ofSeconds(1);
    assertThat(wellFor(preferringB(A), BEGAN)).isZero();
    assertThat(wellFor(preferringB(A), at(second))).isEqualTo(second);

    assertThat(wellFor(preferringB(A), at(Duration.ofSeconds(5)))).as("it is silent").isZero();
    hears(B, Heartbeat.Stay.STAYS, at(Duration.ofSeconds(6)));
    assertThat(wellFor(preferringB(A), at(Duration.ofSeconds(6)))).as("from now on").isZero();
    assertThat(wellFor(preferringB(A), at(Duration.ofSeconds(7)))).isEqualTo(second);

    situations.remove(G);
    assertThat(wellFor(preferringB(A), at(Duration.ofSeconds(7)))).as("another group").isZero();
  }

  @Test
  void onlyAPreferredNodeWithoutTheRoleIsWatched() {
    hears(B, Heartbeat.Stay.STAYS, BEGAN);
    situations.of(preferringB(B), BEGAN);
    situations.of(heldBy(A), BEGAN);

    assertThat(wellFor(preferringB(A), at(Duration.ofSeconds(1)))).isZero();
  }

  @Test
  void theNextSilenceThatMattersIsTheShortest() {
    Duration first = Duration.ofMillis(300);
    hears(A, Heartbeat.Stay.STAYS, BEGAN);
    hears(B, Heartbeat.Stay.STAYS, at(first));
    GroupRecord group = heldBy(A);

    assertThat(situations.untilSilenceMatters(group, at(first)))
        .isEqualTo(LIMIT.minus(first).plus(MILLI));
    assertThat(situations.untilSilenceMatters(group, at(LIMIT)))
        .as("it is just being reached")
        .isEqualTo(MILLI);
    assertThat(situations.untilSilenceMatters(group, at(LIMIT.plus(MILLI))))
        .as("that of the other")
        .isEqualTo(first);
    assertThat(situations.untilSilenceMatters(group, at(Duration.ofMinutes(1))))
        .as("all that is silent was seen")
        .isEqualTo(Duration.ofDays(1));
  }

  @Test
  void theEndOfTheLeaseMattersToo() {
    GroupRecord group = heldBy(A);
    grantor.count(G, E3, A, new LeaseTerms(Duration.ofSeconds(1), Duration.ZERO), BEGAN);

    assertThat(situations.untilSilenceMatters(group, BEGAN))
        .isEqualTo(Timing.expiry(Duration.ofSeconds(1), Duration.ZERO).plus(MILLI));
    assertThat(situations.silence(A, at(LIMIT))).isEqualTo(LIMIT);
    assertThat(Situations.shorter(LIMIT, MILLI)).isEqualTo(MILLI);
  }

  @Test
  void aGroupIsUndisturbedWhileAllMembersAreHeardFromAndAnswered() {
    GroupRecord group = heldBy(A);
    grantor.count(G, E3, A, new LeaseTerms(LAN.lease(), LAN.fenceDelay()), BEGAN);
    assertThat(situations.undisturbed(group, BEGAN)).as("nobody was heard from").isFalse();
    hears(A, Heartbeat.Stay.STAYS, BEGAN);
    assertThat(situations.undisturbed(group, BEGAN)).as("one was").isFalse();
    hears(B, Heartbeat.Stay.STAYS, BEGAN);

    assertThat(situations.undisturbed(group, at(LIMIT))).isTrue();
    assertThat(situations.undisturbed(group, at(LIMIT.plus(MILLI)))).as("not lately").isFalse();
  }

  @Test
  void heartbeatsWithoutAnswersDisturb() {
    GroupRecord group = heldBy(A);
    hears(A, Heartbeat.Stay.STAYS, BEGAN);
    hears(B, Heartbeat.Stay.STAYS, BEGAN);
    ClockReading late = at(LIMIT.plus(MILLI));
    takes(A, late);
    takes(B, late);
    assertThat(situations.undisturbed(group, late)).as("neither was answered lately").isFalse();

    Objects.requireNonNull(heard.get(A)).answered(late);
    assertThat(situations.undisturbed(group, late)).as("one was not").isFalse();
    Objects.requireNonNull(heard.get(B)).answered(late);
    assertThat(situations.undisturbed(group, late)).isTrue();
  }

  @Test
  void aLeaseThatIsOverDisturbs() {
    hears(A, Heartbeat.Stay.STAYS, BEGAN);
    hears(B, Heartbeat.Stay.STAYS, BEGAN);
    grantor.count(G, E3, A, new LeaseTerms(MILLI, Duration.ZERO), BEGAN);
    Duration expiry = Timing.expiry(MILLI, Duration.ZERO);

    assertThat(situations.undisturbed(heldBy(A), at(expiry))).isTrue();
    assertThat(situations.undisturbed(heldBy(A), at(expiry.plus(MILLI)))).isFalse();
  }
}
