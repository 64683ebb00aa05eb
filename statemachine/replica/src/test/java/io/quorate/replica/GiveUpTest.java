package io.quorate.replica;

import static io.quorate.replica.TestCluster.A;
import static io.quorate.replica.TestCluster.B;
import static io.quorate.replica.TestCluster.W;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.replica.identity.StartMode;
import io.quorate.replica.peer.PeerId;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A leader that cannot do its work gives leadership up, and the cluster has a leader after it. */
class GiveUpTest {
  @TempDir Path root;

  @Test
  void anotherThatIsNotBehindLeads() throws Exception {
    try (TestCluster cluster = TestCluster.ofThree(root).bootstrap()) {
      PeerId leader = cluster.awaitDataLeader();
      PeerId other = leader.equals(A) ? B : A;
      cluster.put("k", "1");
      cluster.awaitValue(other, "k", "1");
      assertThat(cluster.at(leader).giveUpLeadership()).isTrue();
      assertThat(cluster.at(leader).giveUpLeadership()).as("a second time at once").isFalse();
      cluster.awaitLeader(List.of(other));
      assertThat(cluster.at(leader).giveUpLeadership()).as("it does not lead").isFalse();
      cluster.put("k", "2");
    }
  }

  @Test
  void itLeadsAgainWhenOnlyItsLogHasAll() throws Exception {
    try (TestCluster cluster = TestCluster.ofThree(root).bootstrap()) {
      PeerId leader = cluster.awaitDataLeader();
      PeerId other = leader.equals(A) ? B : A;
      cluster.put("k", "1");
      cluster.stop(other);
      cluster.put("k", "2");
      assertThat(cluster.at(leader).giveUpLeadership()).isTrue();
      Eventually.await(
          "leadership is given up",
          () -> cluster.at(leader).leadership().state() == LeadershipState.FOLLOWER);
      cluster.start(other, StartMode.RESTART);
      cluster.put("k", "3");
      cluster.awaitValue(other, "k", "3");
    }
  }

  @Test
  void oneWhoseLogDoesNotMoveDoesNotCountAsKeepingUp() throws Exception {
    try (TestCluster cluster = TestCluster.ofThree(root).bootstrap()) {
      PeerId leader = cluster.awaitDataLeader();
      PeerId other = leader.equals(A) ? B : A;
      cluster.put("k", "1");
      Eventually.await(
          "both keep up", () -> cluster.at(leader).keepingUp().containsAll(Set.of(other, W)));
      cluster.cuts.entries(leader, other);
      cluster.put("k", "2");
      Eventually.await(
          "only the witness keeps up", () -> cluster.at(leader).keepingUp().equals(Set.of(W)));
      cluster.cuts.heal();
      Eventually.await("both keep up again", () -> cluster.at(leader).keepingUp().contains(other));
    }
  }
}
