package io.quorate.server.session;

/**
 * Where something listens.
 *
 * @param host name or address, an IPv6 address without brackets
 * @param port 1 to 65535
 */
public record HostPort(String host, int port) {
  @Override
  public String toString() {
    return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
  }
}
