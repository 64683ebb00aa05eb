package io.quorate.server.process;

import java.nio.charset.StandardCharsets;

/** The last bytes of a stream of any length, in constant memory. */
final class OutputTail {
  private final byte[] ring;
  private long written;

  OutputTail(int bytes) {
    ring = new byte[bytes];
  }

  void add(byte[] bytes, int length) {
    for (int i = Math.max(0, length - ring.length); i < length; i++) {
      ring[(int) ((written + i) % ring.length)] = bytes[i];
    }
    written += length;
  }

  /** What is kept, as UTF-8; a character that was cut at the start is replaced. */
  String text() {
    int kept = (int) Math.min(written, ring.length);
    byte[] tail = new byte[kept];
    for (int i = 0; i < kept; i++) {
      tail[i] = ring[(int) ((written - kept + i) % ring.length)];
    }
    return new String(tail, StandardCharsets.UTF_8);
  }
}
