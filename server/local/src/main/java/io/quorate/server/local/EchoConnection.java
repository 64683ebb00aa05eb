package io.quorate.server.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A client's side of one {@link EchoService}; connects again when it must. For one thread. */
final class EchoConnection implements AutoCloseable {
  /** A server of this machine that is well answers in a millisecond; one that hangs does not. */
  private static final int LIMIT_MILLIS = 100;

  private static final int FIELDS = 3;

  private final InetSocketAddress address;
  private @Nullable Socket socket;
  private @Nullable BufferedReader lines;

  EchoConnection(InetSocketAddress address) {
    this.address = address;
  }

  /**
   * Asks once.
   *
   * @throws IOException when there was no answer in time; the next call connects anew
   */
  Served ask(long number) throws IOException {
    long sent = System.nanoTime();
    try {
      BufferedReader in = connected();
      Socket open = socket;
      if (open == null) {
        throw new IOException("not connected");
      }
      open.getOutputStream().write((number + "\n").getBytes(StandardCharsets.US_ASCII));
      String line = in.readLine();
      if (line == null) {
        throw new IOException("closed by the service");
      }
      return served(line, number, sent);
    } catch (IOException | RuntimeException failed) {
      close();
      throw failed;
    }
  }

  @Override
  public void close() {
    Socket open = socket;
    socket = null;
    lines = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException gone) {
        // That is what was wanted.
      }
    }
  }

  private static Served served(String line, long number, long sent) throws IOException {
    String[] fields = line.split(" ", FIELDS);
    if (fields.length != FIELDS || !fields[2].equals(Long.toString(number))) {
      throw new IOException("not an answer to " + number + ": " + line);
    }
    try {
      return new Served(fields[0], Long.parseLong(fields[1]), sent, System.nanoTime());
    } catch (NumberFormatException notAnEpoch) {
      throw new IOException("not an epoch: " + line, notAnEpoch);
    }
  }

  private BufferedReader connected() throws IOException {
    BufferedReader open = lines;
    if (open != null) {
      return open;
    }
    Socket fresh = new Socket();
    socket = fresh;
    fresh.setTcpNoDelay(true);
    fresh.setSoTimeout(LIMIT_MILLIS);
    fresh.connect(address, LIMIT_MILLIS);
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(fresh.getInputStream(), StandardCharsets.US_ASCII));
    lines = in;
    return in;
  }
}
