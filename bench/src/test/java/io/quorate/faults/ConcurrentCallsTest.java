package io.quorate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.declaration.TimingProfile;
import io.quorate.server.local.LocalNode;
import io.quorate.v1.Status;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every call that a client can make, many at a time, by way of each node. Nothing is done to the
 * nodes, so every error is a fault of theirs, unless another node came to lead meanwhile.
 */
final class ConcurrentCallsTest {
  private static final int ROUNDS = 1;

  /** A busy machine may lose its leader now and then, but not again and again. */
  private static final int TRIES = 4;

  @TempDir static Path directory;
  private static Scene scene;

  @BeforeAll
  static void begin() throws Exception {
    scene = Scene.begin(directory, TimingProfile.LAN);
    scene.leaderApart();
  }

  @AfterAll
  static void end() throws Exception {
    if (scene != null) {
      scene.close();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 64})
  void everyPathByWayOfEachNode(int inFlight) throws Exception {
    for (LocalNode node : scene.cluster().nodes()) {
      long begin = System.nanoTime();
      int calls = withoutAnError(node, inFlight);
      Scene.say(
          calls
              + " calls, "
              + inFlight
              + " in flight, by way of "
              + node.node()
              + ": "
              + (System.nanoTime() - begin) / 1_000_000
              + " ms");
    }
  }

  @Test
  void allThatWatchAreToldOfAChange() throws Exception {
    for (LocalNode node : scene.cluster().nodes()) {
      try (ClientCalls calls = new ClientCalls(node, scene.cluster().groupSpec())) {
        calls.watchersHearOfAChange(32, Scene.LIMIT);
      }
    }
    scene.check();
  }

  private static int withoutAnError(LocalNode node, int inFlight) throws Exception {
    List<String> errors = List.of();
    for (int attempt = 0; attempt < TRIES; attempt++) {
      Status before = scene.serving();
      List<Future<Integer>> callers = new ArrayList<>();
      ExecutorService threads = Executors.newFixedThreadPool(inFlight);
      List<String> found = new ArrayList<>();
      int made = 0;
      try (ClientCalls calls = new ClientCalls(node, scene.cluster().groupSpec())) {
        for (int caller = 0; caller < inFlight; caller++) {
          int first = caller;
          callers.add(threads.submit(() -> calls.each(first, ROUNDS)));
        }
        for (Future<Integer> caller : callers) {
          made += caller.get();
        }
        found.addAll(calls.errors());
      } finally {
        threads.shutdownNow();
      }
      errors = found;
      if (errors.isEmpty()) {
        return made;
      }
      Status after = scene.serving();
      assertThat(after.getTerm())
          .as("errors although the same node led all the time: %s", errors)
          .isNotEqualTo(before.getTerm());
      Scene.say("another leader meanwhile, which explains " + errors.size() + " errors; again");
    }
    throw new AssertionError("another leader again and again: " + errors);
  }
}
