package io.quorate.testing;

import io.quorate.core.NodeKind;
import io.quorate.replica.ReplicaStartException;
import io.quorate.replica.identity.DataRefusedException;
import io.quorate.server.ServerNode;
import io.quorate.server.ServerNode.StartReason;
import io.quorate.server.files.NodeSettings;
import io.quorate.server.guard.GuardStation;
import io.quorate.server.guard.SweepReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One node of the cluster, which runs or does not. Not for several threads at once. */
final class EmbeddedNode {
  private static final String VERSION = "embedded";
  private static final Duration SWEEP_LIMIT = Duration.ofSeconds(15);

  private final NodeSettings settings;
  private @Nullable ServerNode running;

  EmbeddedNode(NodeSettings settings) {
    this.settings = settings;
  }

  /** Everything that it keeps. */
  Path directory() {
    return settings.dataDirectory();
  }

  boolean runs() {
    return running != null;
  }

  /** Nothing when it runs. The first start forms the cluster with the others. */
  void start() throws QuorateClusterException, InterruptedException {
    if (running != null) {
      return;
    }
    StartReason reason = Files.exists(directory()) ? StartReason.NORMAL : StartReason.BOOTSTRAP;
    try {
      running = ServerNode.start(settings, reason, VERSION);
    } catch (IOException | DataRefusedException | ReplicaStartException failed) {
      throw new QuorateClusterException(
          "node " + settings.node() + " cannot start: " + failed.getMessage(), failed);
    }
  }

  /** As SIGTERM: its roles are handed over first. Nothing when it does not run. */
  void stop() throws InterruptedException {
    ServerNode node = running;
    running = null;
    if (node != null) {
      node.stop();
    }
  }

  /**
   * As its process would end at SIGKILL: nothing is handed over, and what its guards guard goes on
   * until the lease is over. Nothing when it does not run.
   */
  void kill() {
    ServerNode node = running;
    running = null;
    if (node != null) {
      node.close();
    }
  }

  /** Ends it, and what its guards still guard. */
  void abandon() throws QuorateClusterException, InterruptedException {
    kill();
    if (settings.kind() != NodeKind.DATA || !Files.exists(directory())) {
      return; // it never had a guard
    }
    try {
      SweepReport report = GuardStation.open(directory()).abandon(SWEEP_LIMIT);
      if (!report.clean()) {
        throw new QuorateClusterException(
            "node " + settings.node() + " left processes behind: " + report.notKilled());
      }
    } catch (IOException unseen) {
      throw new QuorateClusterException(
          "cannot tell what node " + settings.node() + " left: " + unseen.getMessage(), unseen);
    }
  }
}
