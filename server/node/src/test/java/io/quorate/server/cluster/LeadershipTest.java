package io.quorate.server.cluster;

import static io.quorate.server.cluster.MemoryCluster.A;
import static io.quorate.server.cluster.MemoryCluster.B;
import static io.quorate.server.cluster.MemoryCluster.GROUP;
import static io.quorate.server.cluster.MemoryCluster.W;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.NodeId;
import io.quorate.server.process.Await;
import io.quorate.v1.Status;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A leader that cannot do its work lets another do it, although its log is well. */
final class LeadershipTest {
  @TempDir Path directory;
  private MemoryCluster cluster;

  @BeforeEach
  void begin() throws Exception {
    cluster = new MemoryCluster(directory);
    cluster.settled();
  }

  @AfterEach
  void end() throws Exception {
    cluster.close();
  }

  private void awaitLeader(NodeId node) throws InterruptedException {
    Await.until(() -> "" + cluster.status(node), () -> leads(node));
  }

  private boolean leads(NodeId node) {
    Status status = cluster.status(node);
    return status.getSource() == Status.Source.QUORUM && status.getLeader().equals(node.value());
  }

  @Test
  void aLeaderCutOffFromTheOthersOnTheSessionChannelGivesLeadershipUp() throws Exception {
    cluster.network().cutBoth(A, B);
    cluster.network().cutBoth(A, W);

    awaitLeader(B);
  }

  @Test
  void aLeaderThatHearsNobodyGivesLeadershipUp() throws Exception {
    cluster.network().cut(B, A, "Heartbeat");
    cluster.network().cut(W, A, "Heartbeat");

    awaitLeader(B);
  }

  @Test
  void aLeaderThatReachesOneOtherGoesOn() throws Exception {
    cluster.network().cutBoth(A, B);
    long term = cluster.log().term();
    // Long after it would have given up, it has extended and answered.
    long until = System.nanoTime() + MemoryNode.ELECTION.multipliedBy(5).toNanos();
    Await.until(() -> "" + cluster.status(A), () -> System.nanoTime() - until > 0);

    assertThat(leads(A)).isTrue();
    assertThat(cluster.log().term()).isEqualTo(term);
  }

  @Test
  void aLeaderWhoseLoopHangsIsReplacedAndSaysSo() throws Exception {
    CountDownLatch stuck = new CountDownLatch(1);
    cluster
        .node(A)
        .leader()
        .watch(
            change -> {
              try {
                stuck.await();
              } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
              }
            });
    cluster.log().elect(A); // a new term is something to be told of

    try {
      awaitLeader(B);
      Await.until(
          () -> "" + cluster.node(A).loops().loops(),
          () ->
              cluster.node(A).loops().loops().stream()
                  .anyMatch(loop -> loop.lasting().compareTo(MemoryNode.ELECTION) > 0));
    } finally {
      stuck.countDown();
    }
  }

  @Test
  void aLeaderThatCommitsNothingIsReplaced() throws Exception {
    cluster.log().proposalsAre(Fate.HELD);
    cluster.tell(A).applyGroup(MemoryCluster.apply(MemoryCluster.spec()), new Ended<>());
    Await.until(() -> "" + cluster.log().term(), () -> cluster.log().leads(B));
    cluster.log().proposalsAre(Fate.APPLIED);

    awaitLeader(B);
  }

  @Test
  void theRoleStaysWhereItIsWhenAnotherLeads() throws Exception {
    cluster.serve();
    NodeId holder = cluster.holder();
    cluster.log().elect(B);
    awaitLeader(B);

    assertThat(cluster.holder()).isEqualTo(holder);
    assertThat(cluster.node(holder).serves(GROUP)).isTrue();
  }
}
