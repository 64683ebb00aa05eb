package io.quorate.core.leader;

import static io.quorate.core.leader.LeaderBench.A;
import static io.quorate.core.leader.LeaderBench.B;
import static io.quorate.core.leader.LeaderBench.G;
import static io.quorate.core.leader.LeaderBench.TERM;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.ClockReading;
import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.lease.LeaseGrantor;
import io.quorate.core.lease.LeaseTerms;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.MemberState;
import io.quorate.core.registry.Request;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is announced, and what the end of each proposal takes back. */
final class ProposalsTest {
  private static final Epoch E3 = new Epoch(3);
  private static final Request EXPIRY = ofAnn(new Command.ExpireRole(G, E3, "silent"));
  private static final Request NOTE =
      ofAnn(new Command.RecordMember(G, A, MemberState.STANDBY, ""));

  private final LeaseGrantor grantor = new LeaseGrantor(TERM);
  private final Proposals proposals = new Proposals(TERM, grantor);

  ProposalsTest() {
    LeaseTerms terms = new LeaseTerms(Duration.ofSeconds(2), Duration.ofMillis(300));
    grantor.count(G, E3, B, terms, new ClockReading(0, 0, 0));
  }

  private static Request ofAnn(Command command) {
    return new Request(command, "ann", null, null);
  }

  private boolean extendable() {
    return grantor.mayExtend(G, E3, B);
  }

  private Proposals.Ended end(LeaderOutput.Propose proposal, ProposalEnd end) {
    return proposals.end(proposal.id(), end);
  }

  private static Proposals.Ended ended(@Nullable GroupId extendable, @Nullable GroupId idle) {
    return new Proposals.Ended(extendable, idle);
  }

  @Test
  void whatClosesAnEpochIsAnnouncedAndBoundToTheTerm() {
    LeaderOutput.Propose note = proposals.begin(NOTE, null);
    assertThat(extendable()).isTrue();
    assertThat(note.request()).isEqualTo(NOTE);

    LeaderOutput.Propose expiry = proposals.begin(EXPIRY, null);
    assertThat(extendable()).isFalse();
    assertThat(expiry.request()).isEqualTo(EXPIRY.in(TERM));
    assertThat(expiry.id()).isGreaterThan(note.id());
    assertThat(Proposals.closes(EXPIRY)).isEqualTo(G);
    assertThat(Proposals.closes(NOTE)).isNull();
  }

  @Test
  void onlyASureRefusalTakesTheAnnouncementBack() {
    for (ProposalEnd end : ProposalEnd.values()) {
      boolean refused = end == ProposalEnd.REJECTED || end == ProposalEnd.NOT_PROPOSED;
      LeaderOutput.Propose expiry = proposals.begin(EXPIRY, null);

      assertThat(end(expiry, end)).as("%s", end).isEqualTo(ended(refused ? G : null, null));
      assertThat(extendable()).as("%s", end).isEqualTo(refused);
      grantor.notClosed(G, E3);
    }
  }

  @Test
  void theRefusalOfWhatClosesNothingTakesNothingBack() {
    LeaderOutput.Propose note = proposals.begin(NOTE, null);
    proposals.begin(EXPIRY, null);

    assertThat(end(note, ProposalEnd.REJECTED)).isEqualTo(Proposals.Ended.NOTHING);
    assertThat(extendable()).isFalse();
  }

  @Test
  void aGroupIsIdleWhenTheLastOfItsPlanHasEnded() {
    LeaderOutput.Propose first = proposals.begin(NOTE, G);
    LeaderOutput.Propose second = proposals.begin(EXPIRY, G);
    assertThat(proposals.underWay(G)).isTrue();
    assertThat(proposals.open()).isEqualTo(2);

    assertThat(end(first, ProposalEnd.ACCEPTED)).isEqualTo(ended(null, null));
    assertThat(proposals.underWay(G)).isTrue();
    assertThat(end(second, ProposalEnd.NOT_PROPOSED)).isEqualTo(ended(G, G));
    assertThat(proposals.underWay(G)).isFalse();
    assertThat(proposals.open()).isZero();
  }

  @Test
  void aProposalEndsOnce() {
    LeaderOutput.Propose expiry = proposals.begin(EXPIRY, G);
    end(expiry, ProposalEnd.UNKNOWN);

    assertThat(end(expiry, ProposalEnd.REJECTED)).isEqualTo(Proposals.Ended.NOTHING);
    assertThat(extendable()).isFalse();
  }

  @Test
  void theLogMovesWithWhatIsApplied() {
    for (ProposalEnd end : ProposalEnd.values()) {
      assertThat(end.applied())
          .as("%s", end)
          .isEqualTo(end == ProposalEnd.ACCEPTED || end == ProposalEnd.REJECTED);
    }
  }
}
