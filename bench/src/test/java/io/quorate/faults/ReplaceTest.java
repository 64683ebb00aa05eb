package io.quorate.faults;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorate.client.QuorateException;
import io.quorate.core.declaration.TimingProfile;
import io.quorate.replica.disk.DurableFiles;
import io.quorate.server.local.LocalNode;
import io.quorate.server.local.LocalStart;
import io.quorate.server.local.LocalWire;
import io.quorate.server.local.ProcessRole;
import io.quorate.server.local.ProcessSignal;
import io.quorate.v1.NodeStatus;
import io.quorate.v1.ReplaceNodeRequest;
import io.quorate.v1.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node loses its disk, and a server without data takes its place. */
final class ReplaceTest {
  private static final int ROUNDS = 6;
  private static final long PAUSE_MILLIS = 150;

  @TempDir private static Path directory;
  private static Scene scene;

  @BeforeAll
  static void begin() throws Exception {
    scene = Scene.begin(directory, TimingProfile.LAN, LocalWire.PROVEN);
  }

  @AfterAll
  static void end() throws Exception {
    if (scene != null) {
      scene.close();
    }
  }

  private static Predicate<Status> seatedAs(LocalNode node, int generation) {
    return status ->
        status.getSource() == Status.Source.QUORUM
            && status.getNodesList().stream()
                .filter(one -> one.getNode().equals(node.node().value()))
                .anyMatch(one -> one.getGeneration() == generation && votes(one));
  }

  private static boolean votes(NodeStatus node) {
    return node.getVotes() && node.getOnline();
  }

  private static void replace(LocalNode node, int generation) throws Exception {
    long began = System.nanoTime();
    scene.cluster().start(node, LocalStart.WAITING);
    scene.offerPlace(node);
    scene.await(node.node() + " votes again", seatedAs(node, generation));
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    Scene.say(node.node() + " is replaced as generation " + generation + " in " + took);
  }

  @Test
  void aNodeThatLostItsDiskIsReplaced() throws Exception {
    LocalNode active = scene.active();
    assertThatThrownBy(
            () ->
                scene
                    .cluster()
                    .client()
                    .replaceNode(
                        ReplaceNodeRequest.newBuilder().setNode(active.node().value()).build()))
        .isInstanceOf(QuorateException.class)
        .hasMessageContaining("may be alive");
    int generation = generation(active) + 1;

    scene.lose(active);
    replace(active, generation);

    scene.heal();
  }

  @Test
  @Tag("long")
  void eachKindOfNodeIsReplacedAndTheOldDataIsRefused() throws Exception {
    scene.heal();
    LocalNode standby = scene.peerOf(scene.active());
    int generation = generation(standby) + 1;
    Path old = scene.lose(standby);
    replace(standby, generation);
    LocalNode witness = scene.node("w");
    scene.lose(witness);
    replace(witness, 2);
    scene.heal();

    // Each has what it needs to go on from its own disk, and counts when another is lost.
    for (LocalNode node : scene.cluster().nodes()) {
      scene.cluster().crash(node);
      scene.heal();
    }
    oldDataIsRefused(standby, old);
    scene.heal();
  }

  private static void oldDataIsRefused(LocalNode node, Path old) throws Exception {
    scene.cluster().crash(node);
    scene.cluster().stop(node, Scene.LIMIT);
    Path present = node.directory().resolve("present");
    Files.move(node.data(), present);
    Files.move(old, node.data());
    scene.awaitRefusal(node, "was given to its peer");
    DurableFiles.deleteTree(node.data());
    Files.move(present, node.data());
    scene.cluster().start(node, LocalStart.AGAIN);
  }

  @Test
  @Tag("long")
  void whoeverDiesMeanwhileItEnds() throws Exception {
    scene.heal();
    LocalNode node = scene.peerOf(scene.active());
    int generation = generation(node) + 1;
    scene.lose(node);
    scene.cluster().start(node, LocalStart.WAITING);
    scene.offerPlace(node);
    kill(node);
    scene.cluster().start(node, LocalStart.WAITING);
    LocalNode before = scene.leader();
    kill(before);
    scene.cluster().start(before, LocalStart.AGAIN);
    for (int round = 0; round < ROUNDS; round++) {
      scene.await("a claim", status -> generationIn(status, node) == generation);
      TimeUnit.MILLISECONDS.sleep(round * PAUSE_MILLIS); // another moment each time
      LocalNode killed = round % 2 == 0 ? node : scene.leader();
      kill(killed);
      scene.cluster().start(killed, LocalStart.WAITING);
    }
    scene.await(node.node() + " votes again", seatedAs(node, generation));
    scene.heal();
  }

  private static void kill(LocalNode node) throws Exception {
    scene.signal(node, ProcessRole.AGENT, ProcessSignal.KILL);
    scene.cluster().stop(node, Scene.LIMIT);
  }

  private static int generation(LocalNode node) throws Exception {
    return generationIn(scene.await("three nodes", status -> generationIn(status, node) > 0), node);
  }

  private static int generationIn(Status status, LocalNode node) {
    return status.getSource() != Status.Source.QUORUM
        ? 0
        : status.getNodesList().stream()
            .filter(one -> one.getNode().equals(node.node().value()))
            .mapToInt(NodeStatus::getGeneration)
            .findFirst()
            .orElse(0);
  }
}
