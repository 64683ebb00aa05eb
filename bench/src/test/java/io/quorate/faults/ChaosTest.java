package io.quorate.faults;

import io.quorate.core.declaration.TimingProfile;
import io.quorate.server.local.LocalNode;
import io.quorate.server.local.ProcessRole;
import io.quorate.server.local.ProcessSignal;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills, stops and restarts at random. Again with {@code -Dfaults.seed=SEED -Dfaults.rounds=N}; the
 * seed fixes what is done, not how the machine's own timing meets it.
 */
final class ChaosTest {
  private static final int SHORT_ROUNDS = 4;
  private static final int LONG_ROUNDS = 100;
  private static final int HEAL_EACH = 5;
  private static final int MAX_PAUSE_MILLIS = 3_000;

  @TempDir private Path directory;

  @Test
  @Tag("long")
  void fewFaults() throws Exception {
    rounds(Integer.getInteger("faults.rounds", SHORT_ROUNDS));
  }

  @Test
  @Tag("long")
  void manyFaults() throws Exception {
    rounds(Integer.getInteger("faults.rounds", LONG_ROUNDS));
  }

  private void rounds(int rounds) throws Exception {
    SplittableRandom random = Chance.of("chaos: " + rounds + " rounds");
    try (Scene scene = Scene.begin(directory, TimingProfile.LAN)) {
      for (int round = 1; round <= rounds; round++) {
        Fault fault = Fault.values()[random.nextInt(Fault.values().length)];
        LocalNode node = scene.cluster().nodes().get(random.nextInt(3));
        int pauseMillis = random.nextInt(MAX_PAUSE_MILLIS);
        boolean tended = random.nextInt(HEAL_EACH) == 0;
        Scene.say("round " + round + ": " + fault + " " + node.node() + ", " + pauseMillis + " ms");
        inject(scene, fault, node);
        // Random faults need random distances; nothing is expected to have happened after one.
        TimeUnit.MILLISECONDS.sleep(pauseMillis);
        scene.neverTwo();
        if (tended || round == rounds) {
          scene.heal();
        }
      }
      Scene.say(
          "chaos: "
              + scene.cluster().serviceLogs().runs().size()
              + " service processes, "
              + scene.watcher().timeline().answers()
              + " answers, never two at one time");
    }
  }

  private static void inject(Scene scene, Fault fault, LocalNode node) throws Exception {
    switch (fault) {
      case KILL_AGENT -> scene.signal(node, ProcessRole.AGENT, ProcessSignal.KILL);
      case KILL_GUARD -> scene.signal(node, ProcessRole.GUARD, ProcessSignal.KILL);
      case KILL_SERVICE -> scene.signal(node, ProcessRole.SERVICE, ProcessSignal.KILL);
      case CRASH -> scene.cluster().crash(node);
      case TERMINATE -> scene.signal(node, ProcessRole.AGENT, ProcessSignal.TERM);
      case STOP -> scene.signal(node, ProcessRole.AGENT, ProcessSignal.STOP);
      case GO_ON -> scene.signal(node, ProcessRole.AGENT, ProcessSignal.CONT);
      case RESTART -> scene.restart(node);
      default -> throw new IllegalStateException("no such fault: " + fault);
    }
  }

  /** What is done to a node. */
  private enum Fault {
    KILL_AGENT,
    KILL_GUARD,
    KILL_SERVICE,
    CRASH,
    TERMINATE,
    STOP,
    GO_ON,
    RESTART
  }
}
