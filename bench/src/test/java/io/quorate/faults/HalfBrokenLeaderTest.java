package io.quorate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.declaration.TimingProfile;
import io.quorate.server.local.ClusterStates;
import java.nio.file.Path;
import java.util.List;
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
    ledElsewhere(leader, Frames.withoutPort(SeparateFiles.API_PORT));
  }

  @Test
  @Tag("long")
  void whoseLargeFramesGetLost() throws Exception {
    nodes.leaderApart();
    String leader = nodes.leader();
    ledElsewhere(leader, Frames.upTo(SMALL_FRAME));
  }

  private static void ledElsewhere(String leader, Frames frames) throws Exception {
    long begin = System.nanoTime();
    for (String other : List.of("a", "b", "w")) {
      if (!other.equals(leader)) {
        nodes.networks().between(leader, other, LinkQuality.only(frames));
        nodes.networks().between(other, leader, LinkQuality.only(frames));
      }
    }
    nodes.await(
        "another leader, and a node that serves",
        status ->
            ClusterStates.served(Scene.GROUP).test(status)
                && !Set.of("", leader).contains(status.getLeader()));
    assertThat(nodes.watcher().timeline().awaitAnswers(1, Scene.LIMIT)).as("answers").isTrue();
    Scene.say(
        "leader "
            + leader
            + " with "
            + frames
            + ": led and served elsewhere after "
            + (System.nanoTime() - begin) / 1_000_000
            + " ms");
    nodes.heal();
  }
}
