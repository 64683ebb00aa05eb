package io.quorate.replica;

import static io.quorate.replica.TestCluster.A;
import static io.quorate.replica.TestCluster.B;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReconnectTest {
  /** Ratis alone tries seven times within the limit, and less and less often. */
  private static final int ATTEMPTS = 15;

  @TempDir Path root;

  @Test
  void oneWithoutALeaderGoesOnAskingWhoWasAwayForLong() throws Exception {
    try (TestCluster cluster =
            TestCluster.ofThree(root).timed(ElectionTiming.FAST).unwatched().bootstrap();
        ServerSocket port = new ServerSocket()) {
      cluster.put("key", "1");
      cluster.stop(A);
      cluster.stop(B);
      port.bind(
          new InetSocketAddress(
              InetAddress.getLoopbackAddress(), cluster.peer(A).address().port()));
      AtomicInteger attempts = new AtomicInteger();
      Thread door = new Thread(() -> turnAway(port, attempts), "door");
      door.start();
      Eventually.await("w asks often enough", () -> attempts.get() >= ATTEMPTS);
    }
  }

  private static void turnAway(ServerSocket port, AtomicInteger attempts) {
    try {
      while (true) {
        try (Socket caller = port.accept()) {
          attempts.addAndGet(caller.isConnected() ? 1 : 0);
        }
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }
}
