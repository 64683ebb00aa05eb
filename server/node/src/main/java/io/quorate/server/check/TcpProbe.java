package io.quorate.server.check;

/**
 * Passes when a connection is accepted in time; it is closed at once.
 *
 * @param host name or address
 * @param port 1 to 65535
 */
public record TcpProbe(String host, int port) implements RunnableProbe {
  /** Checks the port. */
  public TcpProbe {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("not a port: " + port);
    }
  }

  @Override
  public <R> R dispatch(Cases<R> cases) {
    return cases.tcp(this);
  }
}
