package io.quorate.replica;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.replica.peer.PeerId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Strangers who only connect to the log's port cost a bounded number of files. */
final class LinkAcceptsTest {
  private static final int STRANGERS = 400;
  private static final int MOST = 256;

  @TempDir private Path root;

  @Test
  void theOldestStrangersMakeRoomAndTheLogGoesOn() throws Exception {
    List<Socket> strangers = new ArrayList<>();
    try (TestCluster cluster = SingleNode.in(root)) {
      cluster.bootstrap();
      PeerId leader = cluster.awaitDataLeader();
      int port = cluster.peer(leader).address().port();
      for (int i = 0; i < STRANGERS; i++) {
        strangers.add(new Socket(InetAddress.getLoopbackAddress(), port));
      }
      Eventually.await(
          "the oldest are turned away",
          () -> cluster.at(leader).linksTurnedAway() >= STRANGERS - MOST);
      assertThat(hungUp(strangers.get(0))).isTrue();
      cluster.put("k", "v");
    } finally {
      for (Socket stranger : strangers) {
        stranger.close();
      }
    }
  }

  /** Waits until the other end says something, which it does first in HTTP/2, or hangs up. */
  private static boolean hungUp(Socket socket) throws IOException {
    socket.setSoTimeout((int) Eventually.LIMIT.toMillis());
    int said;
    do {
      said = socket.getInputStream().read();
    } while (said >= 0);
    return true;
  }
}
