package io.quorate.server.local;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Finds ports of the loopback address that nobody listens on.
 *
 * <p>They lie below the range from which the system serves outgoing connections. A port of that
 * range can be taken by any client while the server that it was chosen for is down; and a client
 * that keeps trying such a port may be connected to itself.
 */
public final class FreePorts {
  private static final Path EPHEMERAL = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
  private static final int DEFAULT_END = 32_768;
  private static final int START = 10_000;
  private static final int MIN_RANGE = 2_000;
  private static final int MAX_RANGE_BYTES = 64;
  private static final int TRIES_EACH = 200;

  private FreePorts() {}

  /**
   * Ports that were free a moment ago, all different.
   *
   * @throws IOException when there are not enough of them
   */
  public static List<Integer> choose(int count, RandomGenerator random) throws IOException {
    int end = ephemeralStart();
    boolean narrow = end - START < MIN_RANGE;
    Map<Integer, ServerSocket> held = new LinkedHashMap<>();
    try {
      for (int tries = 0; held.size() < count && tries < count * TRIES_EACH; tries++) {
        int wanted = narrow ? 0 : random.nextInt(START, end);
        ServerSocket socket = bound(wanted);
        if (socket != null) {
          held.put(socket.getLocalPort(), socket);
        }
      }
      if (held.size() < count) {
        throw new IOException("no " + count + " free ports between " + START + " and " + end);
      }
      return new ArrayList<>(held.keySet());
    } finally {
      for (ServerSocket socket : held.values()) {
        socket.close();
      }
    }
  }

  private static @Nullable ServerSocket bound(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.setReuseAddress(false);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return socket;
    } catch (IOException taken) {
      socket.close();
      return null;
    }
  }

  private static int ephemeralStart() {
    // Files of this kind give all that they have to the first read only.
    try (InputStream range = Files.newInputStream(EPHEMERAL)) {
      String text = new String(range.readNBytes(MAX_RANGE_BYTES), StandardCharsets.US_ASCII);
      return Integer.parseInt(text.strip().split("\\s+", 2)[0]);
    } catch (IOException | NumberFormatException unknown) {
      return DEFAULT_END;
    }
  }
}
