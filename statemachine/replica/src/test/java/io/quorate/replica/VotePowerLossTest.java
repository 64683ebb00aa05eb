package io.quorate.replica;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.replica.identity.DataLayout;
import io.quorate.replica.identity.StartMode;
import io.quorate.replica.peer.PeerId;
import io.quorate.replica.raftlog.LogFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A vote that has made a leader is still there after a power failure. */
final class VotePowerLossTest {
  @TempDir private Path root;

  @Test
  void theVoteThatMadeALeaderIsNotForgotten() throws Exception {
    Map<PeerId, LosingDisk> disks = new TreeMap<>();
    try (TestCluster cluster =
        TestCluster.ofThree(root).unwatched().tweaked(SingleNode.SMALL_DISK)) {
      List<PeerId> survivors =
          new ArrayList<>(List.of(TestCluster.A, TestCluster.B, TestCluster.W));
      for (PeerId id : survivors) {
        disks.put(id, LosingDisk.at(cluster.directory(id)));
      }
      cluster.bootstrap();
      cluster.put("k", "1");
      PeerId old = cluster.awaitLeader(survivors);
      long term = cluster.at(old).leadership().term();
      survivors.remove(old);
      // Nothing but votes and heartbeats: the new leader's first entry would force the vote as
      // well.
      cluster.cuts.entries(survivors.get(0), survivors.get(1));
      cluster.cuts.entries(survivors.get(1), survivors.get(0));
      cluster.stop(old);
      Eventually.await(
          "a leader that one vote has made",
          () -> survivors.stream().anyMatch(id -> leadsSince(cluster, id, term)));
      PeerId leader =
          survivors.stream().filter(id -> leadsSince(cluster, id, term)).findFirst().orElseThrow();
      long voted = cluster.at(leader).leadership().term();
      survivors.remove(leader);
      PeerId voter = survivors.get(0);
      Path found = Objects.requireNonNull(disks.get(voter)).cutPower();
      assertThat(votingTerm(cluster, voter, found))
          .as("the term that " + voter + " knows after it voted for " + leader)
          .isGreaterThanOrEqualTo(voted);
    } finally {
      for (LosingDisk disk : disks.values()) {
        disk.close();
      }
    }
  }

  /** Its request for votes tells of its own: others act on that. */
  @Test
  void theVoteThatACandidateHasForItselfIsNotForgotten() throws Exception {
    Map<PeerId, LosingDisk> disks = new TreeMap<>();
    try (TestCluster cluster =
        TestCluster.ofThree(root).unwatched().tweaked(SingleNode.SMALL_DISK)) {
      List<PeerId> survivors =
          new ArrayList<>(List.of(TestCluster.A, TestCluster.B, TestCluster.W));
      for (PeerId id : survivors) {
        disks.put(id, LosingDisk.at(cluster.directory(id)));
      }
      cluster.bootstrap();
      cluster.put("k", "1");
      PeerId old = cluster.awaitLeader(survivors);
      CompletableFuture<Long> known = new CompletableFuture<>();
      AtomicBoolean first = new AtomicBoolean(true);
      cluster.cuts.watchVotes(
          (candidate, term) -> {
            if (first.getAndSet(false)) {
              forgotten(cluster, disks, candidate, term, known);
            }
          });
      cluster.stop(old);
      assertThat(known.get(60, TimeUnit.SECONDS))
          .as("terms that a candidate forgets which has asked for votes")
          .isZero();
    } finally {
      for (LosingDisk disk : disks.values()) {
        disk.close();
      }
    }
  }

  /** How many terms short the candidate is that loses its power now. */
  private static void forgotten(
      TestCluster cluster,
      Map<PeerId, LosingDisk> disks,
      PeerId candidate,
      long term,
      CompletableFuture<Long> terms) {
    try {
      Path found = Objects.requireNonNull(disks.get(candidate)).cutPower();
      terms.complete(Math.max(0, term - votingTerm(cluster, candidate, found)));
    } catch (Exception | AssertionError failed) {
      terms.completeExceptionally(failed);
    }
  }

  private static boolean leadsSince(TestCluster cluster, PeerId id, long term) {
    Leadership leadership = cluster.at(id).leadership();
    return leadership.state() != LeadershipState.FOLLOWER && leadership.term() > term;
  }

  private static long votingTerm(TestCluster cluster, PeerId id, Path data) throws Exception {
    DataLayout layout = new DataLayout(data, cluster.config(id, StartMode.RESTART).groupId());
    return new LogFolder(layout.logFolder(), RaftSettings.MAX_LOG_ENTRY_BYTES).votingTerm();
  }
}
