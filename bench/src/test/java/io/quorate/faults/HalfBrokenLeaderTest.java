package io.quorate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.client.QuorateException;
import io.quorate.core.declaration.TimingProfile;
import io.quorate.server.local.ClusterStates;
import java.nio.file.Path;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A leader of which only a part works gives leadership up, and the group is served on. */
final class HalfBrokenLeaderTest {
  /** A handshake passes, and what a leader has to say does not. */
  private static final int SMALL_FRAME = 400;

  @TempDir private static Path directory;
  private static SeparateNodes nodes;

  @BeforeAll
  static void begin() throws Exception {
    nodes = SeparateNodes.begin(NodesPlan.of(directory, TimingProfile.LAN), new SplittableRandom());
  }

  @AfterAll
  static void end() throws Exception {
    if (nodes != null) {
      nodes.close();
    }
  }

  @BeforeEach
  void heal() throws Exception {
    nodes.heal();
  }

  /** The log goes on between all of them; heartbeats, attestations and calls of clients do not. */
  @Test
  void whoseApiPortIsClosedToTheOthers() throws Exception {
    nodes.leaderApart();
    String leader = nodes.leader();
    long begin = System.nanoTime();
    passOnly(leader, Frames.withoutPort(SeparateFiles.API_PORT));
    nodes.await(
        "another leader, and a node that serves",
        status ->
            ClusterStates.served(Scene.GROUP).test(status)
                && !Set.of("", leader).contains(status.getLeader()));
    served("API port of leader " + leader + " closed to the others", begin);
  }

  /** It is heard and attested as ever, and cannot get a longer entry to anybody. */
  @Test
  @Tag("long")
  void whoseLargeFramesGetLost() throws Exception {
    nodes.leaderApart();
    String leader = nodes.leader();
    long begin = System.nanoTime();
    passOnly(leader, Frames.upTo(SMALL_FRAME));
    Scene.until(
        "a group that is declared",
        Scene.LIMIT,
        () -> {
          try {
            nodes.declare(nodes.idleGroup("later", 1));
            return true;
          } catch (QuorateException notYet) {
            return false;
          }
        });
    nodes.await("a node that serves", ClusterStates.served(Scene.GROUP));
    served("leader " + leader + " without frames above " + SMALL_FRAME + " bytes", begin);
  }

  private static void passOnly(String leader, Frames frames) {
    for (String other : SeparateNodes.NAMES) {
      if (!other.equals(leader)) {
        nodes.networks().between(leader, other, LinkQuality.only(frames));
        nodes.networks().between(other, leader, LinkQuality.only(frames));
      }
    }
  }

  private static void served(String what, long begin) throws Exception {
    assertThat(nodes.watcher().timeline().awaitAnswers(1, Scene.LIMIT)).as("answers").isTrue();
    Scene.say(what + ": done and served after " + (System.nanoTime() - begin) / 1_000_000 + " ms");
    nodes.heal();
  }
}
