package io.quorate.replica.peer;

/**
 * Where a peer is reached, or where it listens.
 *
 * @param host name, IPv4 address, or IPv6 address without brackets
 * @param port 1 to 65535
 */
public record RaftAddress(String host, int port) {

  /**
   * Refuses an empty host, brackets, and a port out of range with {@link IllegalArgumentException}.
   */
  public RaftAddress {
    if (host.isBlank() || host.startsWith("[")) {
      throw new IllegalArgumentException("not a host: '" + host + "'");
    }
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("not a port: " + port);
    }
  }

  /** {@code host:port}, an IPv6 address in brackets. */
  @Override
  public String toString() {
    return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
  }
}
