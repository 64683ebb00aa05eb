package io.quorate.bench.failover;

import io.quorate.client.ClientSettings;
import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.server.local.LocalNode;
import io.quorate.v1.GetStatusRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Asks the survivors of a kill who leads, until one names somebody who is alive. */
final class LeaderWatch implements AutoCloseable {
  private static final Duration ATTEMPT = Duration.ofMillis(200);
  private static final long PERIOD_MILLIS = 10;

  private final List<QuorateClient> survivors = new ArrayList<>();

  LeaderWatch(List<LocalNode> nodes) {
    for (LocalNode node : nodes) {
      survivors.add(
          new QuorateClient(
              new ClientSettings(List.of(node.api()), ATTEMPT, ATTEMPT, "bench", () -> "none")));
    }
  }

  /**
   * Connects, so that the first question later costs no connection.
   *
   * @throws QuorateException when a node does not answer
   */
  void warmUp() throws QuorateException {
    for (QuorateClient survivor : survivors) {
      leader(survivor);
    }
  }

  /**
   * Waits for a leader other than the lost node.
   *
   * @return the wall clock when a survivor named it, in milliseconds
   * @throws IllegalStateException when nobody leads within the limit
   */
  double await(String lost, Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (System.nanoTime() - end < 0) {
      for (QuorateClient survivor : survivors) {
        if (namesAnother(survivor, lost)) {
          return WallClock.read().wallMillis();
        }
      }
      TimeUnit.MILLISECONDS.sleep(PERIOD_MILLIS);
    }
    throw new IllegalStateException("no new leader within " + limit.toSeconds() + " s");
  }

  @Override
  public void close() {
    survivors.forEach(QuorateClient::close);
  }

  private static boolean namesAnother(QuorateClient survivor, String lost) {
    try {
      String leader = leader(survivor);
      return !leader.isEmpty() && !leader.equals(lost);
    } catch (QuorateException busy) {
      return false;
    }
  }

  private static String leader(QuorateClient survivor) throws QuorateException {
    return survivor.status(GetStatusRequest.newBuilder().setLocal(true).build()).getLeader();
  }
}
