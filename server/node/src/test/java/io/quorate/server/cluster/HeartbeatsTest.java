package io.quorate.server.cluster;

import static io.quorate.server.cluster.MemoryCluster.A;
import static io.quorate.server.cluster.MemoryCluster.B;
import static io.quorate.server.cluster.MemoryCluster.GROUP;
import static io.quorate.server.cluster.MemoryCluster.W;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.NodeId;
import io.quorate.server.process.Await;
import io.quorate.v1.SwitchoverRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A role lives by heartbeats and their answers, and never on two nodes. */
final class HeartbeatsTest {
  @TempDir Path directory;
  private MemoryCluster cluster;
  private NodeId holder = A;
  private NodeId other = B;

  @BeforeEach
  void begin() throws Exception {
    cluster = new MemoryCluster(directory);
    cluster.serve();
    holder = cluster.holder();
    other = holder.equals(A) ? B : A;
    cluster.log().elect(other);
    Await.until(() -> "" + cluster.status(other), () -> MemoryCluster.whole(cluster.status(other)));
  }

  @AfterEach
  void end() {
    cluster.close();
  }

  private void movesWithoutTwo() throws InterruptedException {
    Await.until(
        () -> "" + cluster.status(other),
        () -> {
          boolean there = cluster.node(other).serves(GROUP);
          boolean here = cluster.node(holder).serves(GROUP);
          assertThat(there && here).as("two serve").isFalse();
          return there;
        });
  }

  @Test
  void whoseHeartbeatsAreLostLosesTheRole() throws Exception {
    cluster.network().cut(holder, other, "Heartbeat");

    movesWithoutTwo();
  }

  @Test
  void whoseAnswersAreLostStopsByItself() throws Exception {
    cluster.network().cut(other, holder, "Heartbeat");

    Await.until(() -> "" + cluster.status(other), () -> !cluster.node(holder).serves(GROUP));
  }

  @Test
  void aShortCutCostsNothing() throws Exception {
    cluster.network().cut(holder, other, "Heartbeat");
    cluster.network().mend();
    long beats = System.nanoTime() + MemoryNode.ELECTION.multipliedBy(3).toNanos();
    Await.until(() -> "", () -> System.nanoTime() - beats > 0);

    assertThat(cluster.holder()).isEqualTo(holder);
    assertThat(cluster.node(holder).serves(GROUP)).isTrue();
  }

  @Test
  void aRoleSurvivesThatLeadersFollowOneAnother() throws Exception {
    for (NodeId next : new NodeId[] {A, B, W, A, B}) {
      cluster.log().elect(next);
      Await.until(
          () -> "" + cluster.status(next),
          () ->
              MemoryCluster.whole(cluster.status(next))
                  && cluster.status(next).getLeader().equals(next.value()));
      assertThat(cluster.node(holder).serves(GROUP)).as("while %s leads", next).isTrue();
    }
    assertThat(cluster.status(holder).getGroups(0).getEpoch()).isEqualTo(1);
  }

  @Test
  void whatALeaderThatWasReplacedSaidAndComesLateIsNotFollowed() throws Exception {
    cluster.network().hold(other, holder, "Heartbeat");
    Await.until(() -> "nothing is held back", () -> cluster.network().held() > 0);
    cluster.log().elect(W);
    moved(W, holder, other);
    cluster.log().elect(W);
    moved(W, other, holder);
    // Of an earlier term and epoch: that the node stands by, or holds what it gave up.
    cluster.network().letGo();
    long later = System.nanoTime() + MemoryNode.ELECTION.multipliedBy(3).toNanos();
    Await.until(
        () -> "" + cluster.status(W),
        () -> {
          assertThat(cluster.node(holder).serves(GROUP)).isTrue();
          assertThat(cluster.node(other).serves(GROUP)).isFalse();
          return System.nanoTime() - later > 0;
        });
  }

  private void moved(NodeId leader, NodeId from, NodeId to) throws InterruptedException {
    Await.until(
        () -> "" + cluster.status(leader), () -> MemoryCluster.whole(cluster.status(leader)));
    long epoch =
        cluster
            .ask(leader)
            .switchover(SwitchoverRequest.newBuilder().setGroup(GROUP).setTo(to.value()).build())
            .getEpoch();
    Await.until(
        () -> "" + cluster.status(leader) + epoch,
        () -> cluster.node(to).serves(GROUP) && !cluster.node(from).serves(GROUP));
  }
}
