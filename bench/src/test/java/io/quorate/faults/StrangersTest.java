package io.quorate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import io.quorate.core.declaration.TimingProfile;
import io.quorate.replica.connection.ConnectionBook;
import io.quorate.server.local.LocalNode;
import io.quorate.server.local.LocalWire;
import io.quorate.v1.GetStatusRequest;
import io.quorate.v1.Status;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever reaches the ports and only connects costs nobody the service, and no node its life. */
@Tag("long")
final class StrangersTest {
  /**
   * At each of three ports: more than any of them lets in, and together less than half of what may
   * be open here.
   */
  private static final int STRANGERS = (int) Math.min(3_000, filesAllowed() / 7);

  private static final int MOST_OF_ALL_PORTS =
      ConnectionBook.bound(2_000) + 2 * ConnectionBook.bound(256);
  private static final int CONNECT_MILLIS = 10_000;

  @TempDir private Path directory;

  @Test
  void manyWhoOnlyConnectCostNobodyAnything() throws Exception {
    List<SocketChannel> strangers = new ArrayList<>();
    try (Scene scene = Scene.begin(directory, TimingProfile.LAN, LocalWire.PROVEN)) {
      LocalNode active = scene.active();
      long epoch = scene.epoch();
      for (int port : ports(active)) {
        for (int i = 0; i < STRANGERS; i++) {
          strangers.add(connect(port));
        }
      }
      int left = open(strangers);
      assertThat(left).isLessThanOrEqualTo(MOST_OF_ALL_PORTS);
      Scene.say(strangers.size() + " strangers connected, " + left + " are let stay for a while");

      Status status =
          scene
              .cluster()
              .client()
              .status(GetStatusRequest.newBuilder().setGroup(Scene.GROUP).build());
      assertThat(status.getSource()).isEqualTo(Status.Source.QUORUM);
      Scene.until("all strangers hung up on", Scene.LIMIT, () -> open(strangers) == 0);
      assertThat(scene.epoch()).as("the role moved").isEqualTo(epoch);
      scene.heal();
    } finally {
      for (SocketChannel stranger : strangers) {
        stranger.close();
      }
    }
  }

  private static long filesAllowed() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
        ? system.getMaxFileDescriptorCount()
        : Long.MAX_VALUE;
  }

  /** Of the API, of the log and of health. */
  private static List<Integer> ports(LocalNode node) {
    return List.of(node.ports().api(), node.ports().raft(), node.ports().http());
  }

  private static SocketChannel connect(int port) throws IOException {
    SocketChannel channel = SocketChannel.open();
    channel
        .socket()
        .connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
    channel.configureBlocking(false);
    return channel;
  }

  private static int open(List<SocketChannel> strangers) throws IOException {
    int open = 0;
    ByteBuffer said = ByteBuffer.allocate(1_024);
    for (SocketChannel stranger : strangers) {
      if (!stranger.isOpen()) {
        continue;
      }
      try {
        said.clear();
        if (stranger.read(said) < 0) {
          stranger.close();
        } else {
          open++;
        }
      } catch (IOException reset) {
        stranger.close();
      }
    }
    return open;
  }
}
