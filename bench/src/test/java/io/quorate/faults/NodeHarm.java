package io.quorate.faults;

import io.quorate.server.local.LocalCluster;
import io.quorate.server.local.LocalNode;
import io.quorate.server.local.LocalStart;
import io.quorate.server.local.ProcessRole;
import io.quorate.server.local.ProcessSignal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** Kills, ends and stops nodes at random, one or two at a time, and lets them go on. */
final class NodeHarm {
  private static final int MAX_FAULT_MILLIS = 2_000;
  private static final int TWO_IN = 6;

  private NodeHarm() {}

  /** Does something to somebody, and ends it. */
  static void once(LocalCluster cluster, SplittableRandom random) throws Exception {
    List<LocalNode> nodes = new ArrayList<>(cluster.nodes());
    Collections.shuffle(nodes, new Random(random.nextLong()));
    Fault fault = Fault.values()[random.nextInt(Fault.values().length)];
    List<LocalNode> hit = nodes.subList(0, random.nextInt(TWO_IN) == 0 ? 2 : 1);
    Scene.say(fault + " " + hit.stream().map(LocalNode::node).toList());
    for (LocalNode node : hit) {
      switch (fault) {
        case CRASH -> cluster.crash(node);
        case TERMINATE -> cluster.signal(node, ProcessRole.AGENT, ProcessSignal.TERM);
        case STOP -> cluster.signal(node, ProcessRole.AGENT, ProcessSignal.STOP);
        default -> throw new IllegalStateException("no such fault: " + fault);
      }
    }
    TimeUnit.MILLISECONDS.sleep(random.nextInt(MAX_FAULT_MILLIS));
    for (LocalNode node : hit) {
      if (fault == Fault.STOP) {
        cluster.signal(node, ProcessRole.AGENT, ProcessSignal.CONT);
      } else {
        cluster.stop(node, Scene.LIMIT);
        cluster.start(node, LocalStart.AGAIN);
      }
    }
  }

  /** What is done to nodes. */
  private enum Fault {
    CRASH,
    TERMINATE,
    STOP
  }
}
