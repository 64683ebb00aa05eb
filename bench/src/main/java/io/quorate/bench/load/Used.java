package io.quorate.bench.load;

import io.quorate.bench.cluster.LogBytes;
import io.quorate.server.local.LocalCluster;
import io.quorate.server.local.LocalClusterException;
import io.quorate.server.local.LocalNode;
import io.quorate.server.local.ProcessRole;
import java.io.IOException;
import java.time.Duration;

/**
 * What was used by a moment.
 *
 * @param nanos of the clock that only runs forward
 * @param answered requests
 * @param servers processor time of all nodes
 * @param client processor time of this process
 * @param logBytes of the log of one node
 */
record Used(long nanos, long answered, Duration servers, Duration client, long logBytes) {

  static Used now(LocalCluster cluster, ClosedLoop loop) throws IOException, LocalClusterException {
    Duration servers = Duration.ZERO;
    for (LocalNode node : cluster.nodes()) {
      servers =
          servers.plus(
              cluster.processes(node).stream()
                  .filter(process -> process.role() == ProcessRole.AGENT)
                  .findFirst()
                  .flatMap(process -> process.processorTime())
                  .orElseThrow(
                      () -> new LocalClusterException("node " + node.node() + " has ended")));
    }
    Duration client = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    return new Used(
        System.nanoTime(),
        loop.answered(),
        servers,
        client,
        LogBytes.of(cluster.nodes().get(0).data()));
  }
}
