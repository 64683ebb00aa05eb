package io.quorate.replica;

import static io.quorate.replica.TestCluster.A;
import static io.quorate.replica.TestCluster.B;
import static io.quorate.replica.TestCluster.W;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.replica.Replica.WatchMode;
import io.quorate.replica.peer.PeerId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.exceptions.StateMachineException;
import org.apache.ratis.server.RaftServerConfigKeys;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Ratis does by itself, and that our watchdog cures it (ratis.md, E3, E12 to E14). When the
 * first half of a test fails after an upgrade, Ratis has become better and the rule that it shows
 * the need of can be looked at again.
 */
class RatisBehaviourTest {
  /** Many election timeouts: a leader that was going to step down by itself would have. */
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(3);

  @TempDir Path root;

  @Test
  void anIsolatedLeaderThatIsKeptBusyLeadsOnAndReadsStaleUntilTheWatchdogEndsIt() throws Exception {
    try (TestCluster cluster = TestCluster.ofThree(root).unwatched().tweaked(noLease())) {
      cluster.bootstrap();
      PeerId leader = cluster.awaitDataLeader();
      PeerId other = leader.equals(A) ? B : A;
      Replica<String> isolated = cluster.at(leader);
      cluster.put("k", "old");
      long term = isolated.leadership().term();
      // A confirmed read after the last commit is what later reads wrongly rely on.
      Eventually.await("a confirmed read", () -> isServed(isolated));

      cluster.cuts.between(leader, other);
      cluster.cuts.between(leader, W);
      long cutAt = System.nanoTime();
      PeerId next = awaitNewLeader(cluster, isolated, List.of(other, W));
      Eventually.await(
          "a newer write on the other side",
          () -> {
            keepBusy(isolated);
            return cluster.tryPut(next, "k", "new");
          });
      Eventually.await(
          "a stale read, invoked after the newer write was acknowledged",
          () -> {
            keepBusy(isolated);
            return isServed(isolated);
          });
      Eventually.await(
          "time to pass",
          () -> {
            keepBusy(isolated);
            return System.nanoTime() - cutAt > LONG_ENOUGH.toNanos();
          });
      assertThat(isolated.node().leaderView()).as("Ratis steps down by itself now").isNotNull();
      assertThat(isolated.leadership().mayAnswer()).isFalse();

      isolated.watch(WatchMode.WATCHED);
      Eventually.await(
          "the watchdog ends the leadership",
          () -> {
            keepBusy(isolated);
            return isolated.leadership().state() == LeadershipState.FOLLOWER;
          });
      cluster.cuts.heal();
      cluster.awaitValue(leader, "k", "new");
      assertThat(isolated.currentTerm()).isGreaterThan(term);
    }
  }

  @Test
  void aWitnessThatIsKeptBusyLeadsOnUntilTheWatchdogHandsOver() throws Exception {
    try (TestCluster cluster = TestCluster.ofThree(root).unwatched().bootstrap()) {
      PeerId leader = cluster.awaitDataLeader();
      PeerId other = leader.equals(A) ? B : A;
      cluster.put("before", "1");
      cluster.awaitValue(other, "before", "1");
      // Only the witness gets the newest entry, so only it can be elected next.
      cluster.cuts.entries(leader, other);
      cluster.put("newest", "2");
      cluster.cuts.between(leader, other);
      cluster.cuts.between(leader, W);
      Replica<String> witness = cluster.at(W);
      awaitWitnessLeads(cluster);
      Eventually.await(
          "the data node catches up",
          () -> {
            keepBusy(witness);
            return cluster.get(other, "newest").isPresent();
          });
      long caughtUp = System.nanoTime();
      Eventually.await(
          "time to pass",
          () -> {
            keepBusy(witness);
            return System.nanoTime() - caughtUp > LONG_ENOUGH.toNanos();
          });
      assertThat(witness.node().leaderView()).as("Ratis hands over by itself now").isNotNull();

      witness.watch(WatchMode.WATCHED);
      Eventually.await(
          "the watchdog hands over",
          () -> {
            keepBusy(witness);
            return cluster.at(other).leadership().mayAnswer();
          });
    }
  }

  private static RaftTweaks noLease() {
    return (properties, parameters) ->
        RaftServerConfigKeys.Read.setLeaderLeaseEnabled(properties, false);
  }

  private static PeerId awaitNewLeader(
      TestCluster cluster, Replica<String> isolated, List<PeerId> among) throws Exception {
    Eventually.await(
        "another leader",
        () -> {
          keepBusy(isolated);
          return among.stream().anyMatch(id -> cluster.at(id).leadership().mayAnswer());
        });
    return cluster.awaitLeader(among);
  }

  /** As soon as it leads it is kept busy: Ratis hands over in its first idle moment. */
  private static void awaitWitnessLeads(TestCluster cluster) throws Exception {
    Replica<String> witness = cluster.at(W);
    Eventually.await(
        "the witness leads",
        () -> {
          keepBusy(witness);
          return witness.leadership().mayAnswer();
        });
  }

  /** A write past our own checks, and a moment for others. */
  private static void keepBusy(Replica<String> replica) throws Exception {
    Message message = Message.valueOf(ByteString.copyFrom("busy=1", UTF_8));
    submit(replica, message);
    TimeUnit.MILLISECONDS.sleep(50);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // only there to be written
  private static void submit(Replica<String> replica, Message message) throws Exception {
    replica.node().submit(message, System.nanoTime());
  }

  /**
   * Whether Ratis lets a "linearizable" read through to the state machine, which refuses them all.
   */
  private static boolean isServed(Replica<String> replica) throws Exception {
    try {
      RaftClientReply reply = replica.node().read().get(200, TimeUnit.MILLISECONDS);
      return reply.getException() instanceof StateMachineException;
    } catch (TimeoutException | ExecutionException e) {
      return false;
    }
  }
}
