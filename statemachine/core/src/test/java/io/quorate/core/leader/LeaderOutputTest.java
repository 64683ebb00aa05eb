package io.quorate.core.leader;

import static io.quorate.core.leader.LeaderBench.A;
import static io.quorate.core.leader.LeaderBench.B;
import static io.quorate.core.leader.LeaderBench.TERM;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.membership.PeerGeneration;
import io.quorate.core.membership.Voter;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.Request;
import io.quorate.core.session.Changes;
import io.quorate.core.session.HeartbeatAnswer;
import io.quorate.core.session.HeartbeatId;
import io.quorate.core.session.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Each output calls its own case, with itself. */
final class LeaderOutputTest {
  private static final HeartbeatId BEAT = new HeartbeatId(B, 1, 1);

  private static final class Seen implements LeaderOutput.Cases {
    final List<LeaderOutput> outputs = new ArrayList<>();

    @Override
    public void answer(LeaderOutput.Answer output) {
      outputs.add(output);
    }

    @Override
    public void decline(LeaderOutput.Decline output) {
      outputs.add(output);
    }

    @Override
    public void askVoters(LeaderOutput.AskVoters output) {
      outputs.add(output);
    }

    @Override
    public void propose(LeaderOutput.Propose output) {
      outputs.add(output);
    }

    @Override
    public void nudge(LeaderOutput.Nudge output) {
      outputs.add(output);
    }

    @Override
    public void handOver(LeaderOutput.HandOver output) {
      outputs.add(output);
    }

    @Override
    public void seatVoter(LeaderOutput.SeatVoter output) {
      outputs.add(output);
    }

    @Override
    public void giveUp(LeaderOutput.GiveUp output) {
      outputs.add(output);
    }
  }

  @Test
  void nothingThatALeaderWantsIsLost() {
    HeartbeatAnswer answer =
        new HeartbeatAnswer(
            BEAT,
            A,
            TERM,
            new Changes<>(new Span(Span.WHOLE, 1), new TreeMap<>(), new TreeSet<>()),
            new TreeMap<>(),
            1,
            Duration.ofSeconds(1));
    Request request = Request.byLeader(new Command.DefineCluster("c", List.of()), TERM);
    List<LeaderOutput> all =
        List.of(
            new LeaderOutput.Answer(answer),
            new LeaderOutput.Decline(BEAT, LeaderOutput.Decline.Why.OVERTAKEN),
            new LeaderOutput.AskVoters(1, new TreeSet<>(List.of(Voter.first(B)))),
            new LeaderOutput.Propose(new ProposalId(1), request),
            new LeaderOutput.Nudge(B),
            new LeaderOutput.HandOver(B),
            new LeaderOutput.GiveUp("alone"),
            new LeaderOutput.SeatVoter(new Voter(B, PeerGeneration.FIRST.next())));
    Seen seen = new Seen();

    all.forEach(output -> output.dispatch(seen));

    assertThat(seen.outputs).isEqualTo(all);
  }
}
