package io.quorate.core.leader;

import static io.quorate.core.leader.LeaderBench.A;
import static io.quorate.core.leader.LeaderBench.B;
import static io.quorate.core.leader.LeaderBench.G;
import static io.quorate.core.leader.LeaderBench.TERM;
import static io.quorate.core.leader.LeaderBench.W;
import static io.quorate.core.leader.LeaderBench.only;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.Revision;
import io.quorate.core.Term;
import io.quorate.core.declaration.Timing;
import io.quorate.core.declaration.TimingProfile;
import io.quorate.core.failover.MemberReport;
import io.quorate.core.failover.MemberView;
import io.quorate.core.failover.Situation;
import io.quorate.core.membership.Voter;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.MemberState;
import io.quorate.core.registry.Request;
import io.quorate.core.session.Changes;
import io.quorate.core.session.Heartbeat;
import io.quorate.core.session.HeartbeatAnswer;
import io.quorate.core.session.Order;
import io.quorate.core.session.Span;
import io.quorate.core.session.ToldMark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a leader answers, announces and proposes. */
final class LeaderTest {
  private static final Timing LAN = TimingProfile.LAN.timing();

  private final LeaderBench bench = new LeaderBench();

  @BeforeEach
  void begin() {
    bench.begin(bench.heldByB(G));
  }

  private static HeartbeatAnswer answer(List<LeaderOutput> outputs) {
    return only(LeaderOutput.Answer.class, outputs).get(0).answer();
  }

  private static Order order(HeartbeatAnswer answer) {
    return Objects.requireNonNull(answer.orders().present().get(G));
  }

  private static SortedMap<GroupId, MemberReport> serving() {
    SortedMap<GroupId, MemberReport> reports = new TreeMap<>();
    reports.put(G, LeaderBench.report(new Epoch(3), MemberState.ACTIVE));
    return reports;
  }

  private List<LeaderOutput> hears() {
    return bench.arrives(bench.beat(B, TERM, serving()));
  }

  @Test
  void aHeartbeatOfItsTermIsAnsweredAtOnceForItIsAMajorityWithTheLeader() {
    List<LeaderOutput> outputs = hears();
    HeartbeatAnswer answer = answer(outputs);

    assertThat(order(answer).lease()).isNotNull();
    assertThat(answer.term()).isEqualTo(TERM);
    assertThat(answer.specs()).as("b has the revision that holds").isEmpty();
    assertThat(only(LeaderOutput.AskVoters.class, outputs)).as("nobody has to be asked").isEmpty();
  }

  @Test
  void aHeartbeatOfAnotherTermWaitsForAMajority() {
    List<LeaderOutput> outputs = bench.arrives(bench.beat(B, new Term(3), serving()));

    LeaderOutput.AskVoters asked = only(LeaderOutput.AskVoters.class, outputs).get(0);
    assertThat(outputs).as("it is neither answered nor declined").containsExactly(asked);
    assertThat(asked.voters()).containsExactly(Voter.first(B), Voter.first(W));
    assertThat(bench.arrives(bench.beat(B, new Term(3), serving())))
        .as("the next one waits for the next round")
        .isEmpty();
    List<LeaderOutput> then =
        bench.leader.voterAnswered(asked.round(), Voter.first(W), TERM, bench.raft(), bench.now);
    assertThat(order(answer(then)).lease()).isNotNull();
    assertThat(only(LeaderOutput.AskVoters.class, then)).hasSize(1);
  }

  @Test
  void whoWaitsInVainIsTold() {
    bench.arrives(bench.beat(B, new Term(3), serving()));

    List<LeaderOutput> later = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      later.addAll(bench.passes(Duration.ofMillis(20)));
    }
    assertThat(only(LeaderOutput.Decline.class, later))
        .extracting(LeaderOutput.Decline::why)
        .containsExactly(LeaderOutput.Decline.Why.NO_MAJORITY);
  }

  @Test
  void moreThanCanWaitAreTurnedAwayAtOnce() {
    for (int i = 0; i <= Attestation.MOST_WAITING; i++) {
      assertThat(
              only(
                  LeaderOutput.Decline.class,
                  bench.arrives(bench.beat(B, new Term(3), new TreeMap<>()))))
          .isEmpty();
    }

    List<LeaderOutput> outputs = bench.arrives(bench.beat(B, new Term(3), new TreeMap<>()));

    assertThat(only(LeaderOutput.Decline.class, outputs))
        .extracting(LeaderOutput.Decline::why)
        .containsExactly(LeaderOutput.Decline.Why.NO_MAJORITY);
  }

  @Test
  void whoWaitsUntilAllOthersHaveLeftIsAnsweredByTheLeaderAlone() {
    bench.arrives(bench.beat(B, new Term(3), serving()));
    Heartbeat waiting = bench.beat(B, new Term(3), serving());
    bench.arrives(waiting);
    bench.now = bench.now.plus(Duration.ofMillis(1_001));

    List<LeaderOutput> outputs =
        bench.leader.tick(LeaderBench.raft(RaftView.Standing.READY, A), bench.now);

    assertThat(answer(outputs).to()).isEqualTo(waiting.id());
  }

  @Test
  void theHeartbeatOfARunThatIsOverGetsNoAnswer() {
    Heartbeat before = bench.beat(B, new Term(3), serving());
    List<LeaderOutput> asked = bench.arrives(before);
    long round = only(LeaderOutput.AskVoters.class, asked).get(0).round();
    bench.arrives(bench.inRun(2, bench.beat(B, TERM, new TreeMap<>())));

    List<LeaderOutput> then =
        bench.leader.voterAnswered(round, Voter.first(W), TERM, bench.raft(), bench.now);

    assertThat(then)
        .contains(new LeaderOutput.Decline(before.id(), LeaderOutput.Decline.Why.OVERTAKEN));
    assertThat(only(LeaderOutput.Answer.class, then)).isEmpty();
  }

  @Test
  void aNewRunOfANodeBeginsANewPicture() {
    hears();
    Heartbeat next = bench.inRun(2, bench.beat(B, TERM, new TreeMap<>()));
    Heartbeat tail =
        new Heartbeat(
            next.id(),
            TERM,
            next.stay(),
            next.levels(),
            new Changes<>(new Span(1, 2), new TreeMap<>(), new TreeSet<>()),
            ToldMark.NONE);

    assertThat(answer(bench.arrives(tail)).heard()).isEqualTo(Span.WHOLE);
    assertThat(situation().holderReport()).isNull();
  }

  @Test
  void whoIsAnsweredIsOnlineAndKeepsItsLease() {
    bench.now = bench.now.plus(Duration.ofSeconds(1));
    hears();

    assertThat(Objects.requireNonNull(situation().holder()).presence())
        .isEqualTo(MemberView.Presence.ONLINE);
    assertThat(bench.leader.picture().leaseLeft(G, bench.now))
        .as("from its last heartbeat on")
        .isEqualTo(Timing.expiry(LAN.lease(), LAN.fenceDelay()));
    assertThat(bench.leader.picture().silence(B, bench.now.plus(Duration.ofMillis(7))))
        .isEqualTo(Duration.ofMillis(7));
    assertThat(bench.leader.picture().silence(W, bench.now)).isEqualTo(Duration.ofSeconds(1));
  }

  private Situation situation() {
    return Objects.requireNonNull(bench.leader.situation(G, bench.now));
  }

  @Test
  void whatNoMajorityConfirmsGetsNoAnswer() {
    List<LeaderOutput> outputs = bench.arrives(bench.beat(B, new Term(3), serving()));
    long round = only(LeaderOutput.AskVoters.class, outputs).get(0).round();

    bench.leader.voterAnswered(round, Voter.first(B), new Term(5), bench.raft(), bench.now);
    List<LeaderOutput> then =
        bench.leader.voterAnswered(round, Voter.first(W), null, bench.raft(), bench.now);

    assertThat(only(LeaderOutput.Decline.class, then).get(0).why())
        .isEqualTo(LeaderOutput.Decline.Why.NO_MAJORITY);
  }

  @Test
  void anOvertakenHeartbeatIsNotTaken() {
    Heartbeat early = bench.beat(B, TERM, new TreeMap<>());
    hears();

    assertThat(only(LeaderOutput.Decline.class, bench.arrives(early)).get(0).why())
        .isEqualTo(LeaderOutput.Decline.Why.OVERTAKEN);
    assertThat(Objects.requireNonNull(bench.leader.situation(G, bench.now)).holderReport())
        .isNotNull();
  }

  @Test
  void tellsOnlyWhatTheNodeDoesNotHave() {
    HeartbeatAnswer first = answer(hears());
    Heartbeat next = bench.beat(B, TERM, serving());
    Heartbeat knowing =
        new Heartbeat(
            next.id(),
            TERM,
            next.stay(),
            next.levels(),
            new Changes<>(new Span(first.heard(), first.heard()), new TreeMap<>(), new TreeSet<>()),
            new ToldMark(TERM, first.orders().span().number()));

    HeartbeatAnswer second = answer(bench.arrives(knowing));

    assertThat(second.orders().present()).isEmpty();
    assertThat(second.orders().span().whole()).isFalse();
    assertThat(second.heard()).isEqualTo(first.heard());
  }

  @Test
  void wantsTheWholeOfAPictureThatItCannotFollow() {
    Heartbeat plain = bench.beat(B, TERM, serving());
    Heartbeat tail =
        new Heartbeat(
            plain.id(),
            TERM,
            plain.stay(),
            plain.levels(),
            new Changes<>(new Span(7, 9), serving(), new TreeSet<>()),
            ToldMark.NONE);

    assertThat(answer(bench.arrives(tail)).heard()).isEqualTo(Span.WHOLE);
  }

  @Test
  void aNodeThatLacksDeclarationsGetsThemInTurn() {
    LeaderBench crowded = new LeaderBench();
    List<GroupRecord> groups = new ArrayList<>();
    IntStream.range(0, 9).forEach(i -> groups.add(crowded.heldByB(new GroupId("g" + i))));
    crowded.begin(groups.toArray(new GroupRecord[0]));

    HeartbeatAnswer first = answer(crowded.arrives(crowded.beat(B, TERM, new TreeMap<>())));
    assertThat(first.specs()).as("a million bytes each, four fit").hasSize(4);
    Heartbeat next = crowded.beat(B, TERM, new TreeMap<>());
    Heartbeat knowing =
        new Heartbeat(
            next.id(),
            TERM,
            next.stay(),
            next.levels(),
            next.reports(),
            new ToldMark(TERM, first.orders().span().number()));
    HeartbeatAnswer second = answer(crowded.arrives(knowing));

    assertThat(second.specs()).hasSize(4).doesNotContainKeys(first.specs().firstKey());
    assertThat(first.period()).isLessThan(Duration.ofMillis(50));
  }

  @Test
  void whatItProposesToCloseItExtendsNoMore() {
    hears();
    ExpiryRun run = expire();

    assertThat(run.command()).isEqualTo(new Epoch(3));
    assertThat(order(answer(hears())).lease()).isNull();
    bench.leader.proposalEnded(run.id(), ProposalEnd.UNKNOWN);
    assertThat(order(answer(hears())).lease()).as("it may still come").isNull();
  }

  @Test
  void whatIsSurelyRefusedIsTakenBackAlone() {
    hears();
    ExpiryRun run = expire();
    Request forced =
        new Request(new Command.ForceRole(G, new Epoch(3), A, "ann"), "ann", null, null);
    List<LeaderOutput> asked = bench.leader.propose(forced);
    ProposalId other = only(LeaderOutput.Propose.class, asked).get(0).id();

    bench.leader.proposalEnded(other, ProposalEnd.NOT_PROPOSED);
    assertThat(order(answer(hears())).lease()).as("the first one may still come").isNull();
    bench.leader.proposalEnded(run.id(), ProposalEnd.REJECTED);
    assertThat(order(answer(hears())).lease()).isNotNull();
    assertThat(only(LeaderOutput.Propose.class, asked).get(0).request().decidedIn())
        .as("what closes an epoch holds in this term only")
        .isEqualTo(TERM);
  }

  private record ExpiryRun(ProposalId id, Epoch command) {}

  /** Waits until the lease of the silent holder is surely over. */
  private ExpiryRun expire() {
    for (int i = 0; i < 20; i++) {
      for (LeaderOutput.Propose proposal :
          only(LeaderOutput.Propose.class, bench.passes(Duration.ofSeconds(4)))) {
        if (proposal.request().command() instanceof Command.ExpireRole expired) {
          return new ExpiryRun(proposal.id(), expired.epoch());
        }
        bench.leader.proposalEnded(proposal.id(), ProposalEnd.ACCEPTED);
      }
    }
    throw new AssertionError("never expired");
  }

  @Test
  void looksAgainWhenALeaseIsOverAndNotBefore() {
    hears();
    long heard = bench.now.monotonicNanos();
    expire();

    Duration waited = Duration.ofNanos(bench.now.monotonicNanos() - heard);
    Duration expiry = Timing.expiry(LAN.lease(), LAN.fenceDelay());
    assertThat(waited).isBetween(expiry, expiry.plusMillis(60));
  }

  @Test
  void aNodeWhoseHeartbeatsAreNotConfirmedIsNotEligible() {
    bench.arrives(bench.beat(B, new Term(3), serving()));

    assertThat(
            Objects.requireNonNull(
                    Objects.requireNonNull(bench.leader.situation(G, bench.now)).members().get(B))
                .presence())
        .isEqualTo(MemberView.Presence.UNCONFIRMED);
  }

  @Test
  void nothingIsAnsweredWhileItMayNotAct() {
    RaftView unsure =
        new RaftView(TERM, RaftView.Standing.UNSURE, Voters.of(List.of(A, B, W)), new TreeSet<>());

    List<LeaderOutput> outputs =
        bench.leader.heartbeat(bench.beat(B, TERM, serving()), bench.now, unsure);

    assertThat(only(LeaderOutput.Decline.class, outputs)).hasSize(1);
    assertThat(only(LeaderOutput.Answer.class, outputs)).isEmpty();
  }

  @Test
  void aNewDeclarationIsToldToWhoWorksWithAnother() {
    hears();
    GroupRecord known = bench.heldByB(G);
    GroupRecord next =
        new GroupRecord(
            known.spec(),
            new Revision(9),
            known.role(),
            known.automation(),
            known.operation(),
            known.members(),
            known.service());
    List<LeaderOutput> outputs =
        bench.leader.applied(
            List.of(
                new io.quorate.core.registry.Event.GroupDeclared(G, new Revision(9), next.spec())),
            group -> next,
            bench.now);

    assertThat(only(LeaderOutput.Nudge.class, outputs))
        .extracting(LeaderOutput.Nudge::node)
        .containsExactly(A, B);
    assertThat(answer(hears()).specs()).containsKey(G);
  }
}
