package io.quorate.server.diagnosis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Locale;

/** Which ports of other nodes take a connection from here. */
public final class WaysText {
  private static final int LIMIT_MILLIS = 500;
  private static final double NANOS_IN_MILLI = 1_000_000;

  private WaysText() {}

  /**
   * A port to try.
   *
   * @param whose node and what the port is for, for people
   */
  public record Way(String whose, String host, int port) {}

  /** Tries each, for half a second at most. */
  public static String of(List<Way> ways) {
    StringBuilder text = new StringBuilder();
    for (Way way : ways) {
      text.append(way.whose()).append(' ').append(way.host()).append(' ').append(way.port());
      text.append(": ").append(outcome(way)).append('\n');
    }
    return text.toString();
  }

  private static String outcome(Way way) {
    long before = System.nanoTime();
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getByName(way.host()), way.port()), LIMIT_MILLIS);
      double millis = (System.nanoTime() - before) / NANOS_IN_MILLI;
      return String.format(Locale.ROOT, "connects in %.1f ms", millis);
    } catch (IOException failed) {
      return "does not connect: " + failed;
    }
  }
}
