package io.quorate.bench.contender;

import io.quorate.bench.cluster.ClusterRun;
import io.quorate.bench.cluster.LogBytes;
import io.quorate.client.QuorateException;
import io.quorate.client.RefusedException;
import io.quorate.client.UnknownOutcomeException;
import io.quorate.server.local.LiveProcess;
import io.quorate.server.local.LocalCluster;
import io.quorate.server.local.LocalClusterException;
import io.quorate.server.local.LocalNode;
import io.quorate.server.local.ProcessRole;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Quorate, asked in one of its two ways.
 *
 * @param cluster which is not closed with it
 * @param way how it is asked; reads are calls always
 */
public record QuorateContender(LocalCluster cluster, Way way) implements Contender {
  private static final String GROUP = "load";
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** Starts the nodes of a cluster and waits until a session can be opened. */
  public static void start(LocalCluster cluster)
      throws IOException, LocalClusterException, QuorateException, InterruptedException {
    ClusterRun.form(cluster);
    ClusterRun.declare(cluster, GROUP);
    awaitSessions(cluster);
  }

  /** A session can be opened once the cluster has come to the feature level of its nodes. */
  private static void awaitSessions(LocalCluster cluster)
      throws QuorateException, InterruptedException {
    long begun = System.nanoTime();
    while (true) {
      try {
        cluster.client().openSession().close();
        return;
      } catch (RefusedException | UnknownOutcomeException early) {
        if (System.nanoTime() - begun > LIMIT.toNanos()) {
          throw early;
        }
        TimeUnit.MILLISECONDS.sleep(100);
      }
    }
  }

  @Override
  public String name() {
    return "quorate";
  }

  @Override
  public Load load(LoadKind kind, int inFlight) throws QuorateException {
    Requests requests = new Requests(kind, GROUP);
    return way == Way.STREAM && kind.writes()
        ? new SessionLoad(cluster.client(), requests, inFlight)
        : new CallLoad(cluster.client(), requests, inFlight);
  }

  @Override
  public Duration processorTime() throws IOException {
    Duration sum = Duration.ZERO;
    for (LocalNode node : cluster.nodes()) {
      sum =
          sum.plus(
              cluster.processes(node).stream()
                  .filter(process -> process.role() == ProcessRole.AGENT)
                  .findFirst()
                  .flatMap(LiveProcess::processorTime)
                  .orElseThrow(() -> new IOException("node " + node.node() + " has ended")));
    }
    return sum;
  }

  @Override
  public long logBytes() throws IOException {
    return LogBytes.of(cluster.nodes().get(0).data());
  }

  @Override
  public void close() {}
}
