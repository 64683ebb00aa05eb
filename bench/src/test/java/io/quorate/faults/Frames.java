package io.quorate.faults;

/**
 * Which Ethernet frames go over a link at all, as a firewall or a path with a small frame size has
 * it.
 *
 * @param largest longer ones get lost, in bytes
 * @param closed a TCP port to and from which nothing goes; 0 for none
 */
record Frames(int largest, int closed) {
  /** All of them. */
  static final Frames ALL = new Frames(Integer.MAX_VALUE, 0);

  private static final int TYPE = 12;
  private static final int IPV4 = 0x0800;
  private static final int HEADER = 14;
  private static final int PROTOCOL = HEADER + 9;
  private static final int TCP = 6;
  private static final int WORD = 4;
  private static final int PORTS = 4;

  /** Those up to this length. */
  static Frames upTo(int largest) {
    return new Frames(largest, 0);
  }

  /** Those of other TCP ports than this. */
  static Frames withoutPort(int closed) {
    return new Frames(Integer.MAX_VALUE, closed);
  }

  boolean pass(byte[] frame) {
    return frame.length <= largest && !ofClosedPort(frame);
  }

  private boolean ofClosedPort(byte[] frame) {
    if (closed == 0 || frame.length <= PROTOCOL || number(frame, TYPE) != IPV4) {
      return false;
    }
    int tcp = HEADER + (frame[HEADER] & 0x0f) * WORD;
    return frame[PROTOCOL] == TCP
        && frame.length >= tcp + PORTS
        && (number(frame, tcp) == closed || number(frame, tcp + 2) == closed);
  }

  private static int number(byte[] frame, int at) {
    return (frame[at] & 0xff) << 8 | (frame[at + 1] & 0xff);
  }
}
