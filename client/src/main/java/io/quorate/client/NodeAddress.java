package io.quorate.client;

import java.util.Optional;

/**
 * Where a node answers admin calls.
 *
 * @param host IPv4 address, IPv6 address (without brackets) or host name
 * @param port 1 to 65535
 */
public record NodeAddress(String host, int port) {

  /** The port of admin calls when an address names none. */
  public static final int DEFAULT_PORT = 7401;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException when the host is empty or holds a space or slash, or the port
   *     is out of range
   */
  public NodeAddress {
    if (host.isEmpty() || host.chars().anyMatch(c -> c <= ' ' || "/[]@".indexOf(c) >= 0)) {
      throw new IllegalArgumentException("\"" + host + "\" is not a host name or address");
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("the port " + port + " is not between 1 and 65535");
    }
  }

  /**
   * Reads {@code host:port}, {@code [v6]:port}, or either without the port.
   *
   * @throws IllegalArgumentException with a sentence for people when the text has another form
   */
  public static NodeAddress parse(String text) {
    if (text.startsWith("[")) {
      int end = text.indexOf(']');
      String rest = end < 0 ? "" : text.substring(end + 1);
      if (end < 0 || !(rest.isEmpty() || rest.startsWith(":"))) {
        throw new IllegalArgumentException("\"" + text + "\" is not an address: write [IPv6]:port");
      }
      return new NodeAddress(text.substring(1, end), port(rest, text));
    }
    int colon = text.indexOf(':');
    if (colon >= 0 && text.indexOf(':', colon + 1) >= 0) {
      throw new IllegalArgumentException(
          "\"" + text + "\" has several colons: write an IPv6 address in brackets, as [::1]:7401");
    }
    return colon < 0
        ? new NodeAddress(text, DEFAULT_PORT)
        : new NodeAddress(text.substring(0, colon), port(text.substring(colon), text));
  }

  private static int port(String afterHost, String text) {
    if (afterHost.isEmpty()) {
      return DEFAULT_PORT;
    }
    return Optional.of(afterHost.substring(1))
        .filter(digits -> digits.matches("[0-9]{1,5}"))
        .map(Integer::parseInt)
        .orElseThrow(() -> new IllegalArgumentException("\"" + text + "\" has no valid port"));
  }

  /** As {@link #parse} reads it, IPv6 in brackets. */
  @Override
  public String toString() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
