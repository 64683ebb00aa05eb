package io.quorate.replica;

import static io.quorate.replica.TestCluster.A;
import static io.quorate.replica.TestCluster.B;
import static io.quorate.replica.TestCluster.TIMEOUT;
import static io.quorate.replica.TestCluster.W;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorate.core.store.Row;
import io.quorate.core.store.Table;
import io.quorate.replica.identity.StartMode;
import io.quorate.replica.peer.Peer;
import io.quorate.replica.peer.PeerId;
import io.quorate.replica.raftlog.LogFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplicaClusterTest {
  @TempDir Path root;

  @Test
  void replicatesAndAppliesEveryEntryOnce() throws Exception {
    try (TestCluster cluster = TestCluster.ofThree(root).bootstrap()) {
      PeerId leader = cluster.awaitDataLeader();
      for (int i = 0; i < 20; i++) {
        cluster.put("k" + i, "v" + i);
      }
      for (PeerId id : List.of(A, B, W)) {
        cluster.awaitValue(id, "k19", "v19");
      }
      refusesOnAFollower(cluster, leader);
      countsWhatItDoes(cluster.at(leader));
      PeerId other = leader.equals(A) ? B : A;
      handsLeadershipOver(cluster, leader, other);
      survivesRestarts(cluster, List.of(other, W));
    }
  }

  private static void refusesOnAFollower(TestCluster cluster, PeerId leader) throws Exception {
    assertThatThrownBy(
            () -> cluster.at(W).propose("x=1".getBytes(UTF_8), TIMEOUT).get(5, TimeUnit.SECONDS))
        .cause()
        .isInstanceOfSatisfying(
            ProposalException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(ProposalException.Kind.NOT_LEADER);
              assertThat(e.leader()).contains(leader);
            });
    long term = cluster.at(leader).leadership().term();
    for (PeerId id : List.of(A, B, W)) {
      assertThat(cluster.at(id).currentTerm()).isEqualTo(term);
    }
    assertThat(cluster.listener(leader).lines()).contains("ready " + term);
    assertThat(cluster.at(leader).sighting(W)).isPresent();
  }

  private static void countsWhatItDoes(Replica<String> leader) throws Exception {
    ReplicaMetrics metrics = leader.metrics();
    assertThat(metrics.applied().index()).isBetween(20L, metrics.lastIndex());
    assertThat(metrics.commitIndex()).isLessThanOrEqualTo(metrics.lastIndex());
    assertThat(metrics.followers()).hasSize(2);
    assertThat(metrics.waiting()).isZero();
    assertThat(leader.awaitApplied(metrics.applied().index(), Duration.ZERO)).isTrue();
    assertThat(leader.awaitApplied(Long.MAX_VALUE, Duration.ofMillis(5))).isFalse();
    assertThat(leader.voters().current()).containsExactlyInAnyOrder(A, B, W);
  }

  private static void handsLeadershipOver(TestCluster cluster, PeerId from, PeerId to)
      throws Exception {
    Eventually.await(
        "hand-over to " + to,
        () -> cluster.at(from).transferLeadership(to, TIMEOUT).get(20, TimeUnit.SECONDS));
    assertThat(cluster.awaitLeader(List.of(to))).isEqualTo(to);
    assertThat(cluster.listener(from).lines()).contains("lost");
  }

  private static void survivesRestarts(TestCluster cluster, List<PeerId> which) throws Exception {
    for (PeerId id : which) {
      cluster.stop(id);
      assertThat(
              new LogFolder(
                      new StateFilesOf(cluster, id).logFolder(), RaftSettings.MAX_LOG_ENTRY_BYTES)
                  .last())
          .isEqualTo(Replica.lastPosition(cluster.config(id, StartMode.RESTART)).last());
      cluster.put("while-" + id + "-was-away", "yes");
      cluster.start(id, StartMode.RESTART);
      cluster.awaitValue(id, "while-" + id + "-was-away", "yes");
    }
    for (PeerId id : List.of(A, B, W)) {
      cluster.awaitValue(id, "while-w-was-away", "yes");
      assertThat(countsOf(cluster, id)).isNotEmpty().allMatch(row -> row.value() == 1);
      assertThat(cluster.halt(id).reasons()).isEmpty();
    }
  }

  @Test
  void theListenerKnowsAnEntryBeforeItCountsAsApplied() throws Exception {
    try (TestCluster cluster = SingleNode.in(root).bootstrap()) {
      PeerId only = cluster.awaitDataLeader();
      Map<Long, Long> appliedThen = new ConcurrentSkipListMap<>();
      cluster
          .listener(only)
          .witness(index -> appliedThen.put(index, cluster.at(only).appliedIndex()));
      cluster.put("k", "1");
      cluster.put("k", "2");
      assertThat(appliedThen).hasSizeGreaterThanOrEqualTo(2);
      appliedThen.forEach((index, applied) -> assertThat(applied).isLessThan(index));
    }
  }

  @Test
  void theStateIsSeenAtTheStartAndAfterEachEntryBeforeItCountsAsApplied() throws Exception {
    try (TestCluster cluster = SingleNode.in(root).bootstrap()) {
      PeerId only = cluster.awaitDataLeader();
      cluster.put("k", "1");
      assertThat(cluster.listener(only).observed()).isEqualTo(1);
      cluster.put("l", "2");
      assertThat(cluster.listener(only).observed()).isEqualTo(2);
      long index = cluster.at(only).appliedIndex();
      cluster.stop(only);
      cluster.start(only, StartMode.RESTART);
      assertThat(cluster.listener(only).lines().get(0)).isEqualTo("replaced with 2 at " + index);
    }
  }

  @Test
  void aNodeThatLagsAndOneThatReplacesAnotherInstallASnapshot() throws Exception {
    try (TestCluster cluster = TestCluster.ofThree(root).tweaked(SmallLog.SEGMENTS).bootstrap()) {
      cluster.awaitDataLeader();
      cluster.put("before", "1");
      cluster.awaitValue(W, "before", "1");
      cluster.stop(W);
      SmallLog.outrun(cluster, List.of(A, B), "first");
      cluster.start(W, StartMode.RESTART);
      cluster.awaitValue(W, "first-last", "yes");
      awaitRestored(cluster, W);
      assertThat(cluster.listener(W).lines())
          .filteredOn(line -> line.startsWith("replaced"))
          .hasSizeGreaterThanOrEqualTo(2);
      assertThat(countsOf(cluster, W)).allMatch(row -> row.value() == 1);

      List<Peer> before = cluster.peers();
      cluster.stop(W);
      Peer fresh = cluster.replace(W, "w-2");
      cluster.start(fresh.id(), StartMode.JOIN);
      List<Peer> after = cluster.peers();
      Eventually.await(
          "w-2 joins",
          () ->
              cluster
                  .at(cluster.awaitDataLeader())
                  .setMembers(before, after)
                  .handle((done, failure) -> failure == null)
                  .get(30, TimeUnit.SECONDS));
      cluster.awaitValue(fresh.id(), "first-last", "yes");
      awaitRestored(cluster, fresh.id());
      goesOnAsAMember(cluster, fresh.id());
    }
  }

  private static void awaitRestored(TestCluster cluster, PeerId id) throws Exception {
    Eventually.await(
        "a snapshot on " + id, () -> cluster.listener(id).lines().contains("restored"));
  }

  private static void goesOnAsAMember(TestCluster cluster, PeerId id) throws Exception {
    Eventually.await(
        id + " votes", () -> cluster.at(cluster.awaitDataLeader()).voters().current().contains(id));
    cluster.stop(id);
    cluster.put("after-join", "yes");
    cluster.start(id, StartMode.RESTART);
    cluster.awaitValue(id, "after-join", "yes");
    assertThat(cluster.halt(id).reasons()).isEmpty();
  }

  private static List<Row<Long>> countsOf(TestCluster cluster, PeerId id) {
    return cluster.at(id).read(view -> view.range(Table.COUNTERS, "at-", "at.", 10_000));
  }
}
