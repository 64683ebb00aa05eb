package io.quorate.bench.contender;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Asks a server of ZooKeeper for its part, by one of its words of four letters. */
final class ZooKeeperQuestion implements Leader.Question {
  private static final int LIMIT_MILLIS = 5_000;
  private static final String LINE = "Mode: ";

  @Override
  public Optional<Leader.Part> ask(int clientPort) {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), clientPort), LIMIT_MILLIS);
      socket.setSoTimeout(LIMIT_MILLIS);
      socket.getOutputStream().write("srvr".getBytes(StandardCharsets.US_ASCII));
      return part(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
    } catch (IOException notYet) {
      return Optional.empty();
    }
  }

  /** What an answer says; empty while there is no leader. */
  static Optional<Leader.Part> part(String answer) {
    return answer
        .lines()
        .filter(line -> line.startsWith(LINE))
        .findFirst()
        .map(line -> line.substring(LINE.length()).strip())
        .filter(mode -> mode.equals("leader") || mode.equals("follower"))
        .map(mode -> mode.equals("leader") ? Leader.Part.LEADS : Leader.Part.FOLLOWS);
  }
}
