package io.quorate.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quorate.replica.ProposalException.Kind;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftGroupMemberId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.protocol.exceptions.LeaderNotReadyException;
import org.apache.ratis.protocol.exceptions.NotLeaderException;
import org.apache.ratis.protocol.exceptions.ResourceUnavailableException;
import org.junit.jupiter.api.Test;

class ProposalOutcomeTest {
  private static final RaftGroupMemberId SELF =
      RaftGroupMemberId.valueOf(RaftPeerId.valueOf("a"), RaftGroupId.randomId());
  private static final RaftPeer LEADER = RaftPeer.newBuilder().setId("b").build();

  private static ProposalException outcome(Throwable failure, boolean mayBeLogged) {
    return catchThrowableOfType(
        ProposalException.class, () -> ProposalOutcome.of(null, failure, mayBeLogged));
  }

  @Test
  void whatNeverReachedTheLogIsKnown() {
    NotLeaderException notLeader = new NotLeaderException(SELF, LEADER, List.of(LEADER));
    ProposalException outcome = outcome(new CompletionException(notLeader), false);
    assertThat(outcome.kind()).isEqualTo(Kind.NOT_LEADER);
    assertThat(outcome.leader()).hasValueSatisfying(id -> assertThat(id.value()).isEqualTo("b"));
    assertThat(outcome(new ResourceUnavailableException("full"), false).kind())
        .isEqualTo(Kind.OVERLOADED);
    assertThat(outcome(new LeaderNotReadyException(SELF), false).kind())
        .isEqualTo(Kind.UNAVAILABLE);
  }

  @Test
  void whatMayBeInTheLogIsUnknownWhateverRatisSays() {
    NotLeaderException notLeader = new NotLeaderException(SELF, LEADER, List.of(LEADER));
    assertThat(outcome(notLeader, true).kind()).isEqualTo(Kind.UNKNOWN);
    assertThat(outcome(new ResourceUnavailableException("full"), true).kind())
        .isEqualTo(Kind.UNKNOWN);
    assertThat(outcome(new TimeoutException(), false).kind()).isEqualTo(Kind.UNKNOWN);
  }
}
