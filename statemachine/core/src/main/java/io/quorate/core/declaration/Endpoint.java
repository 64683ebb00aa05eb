package io.quorate.core.declaration;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A host and a port of it.
 *
 * @param host a name or an address, IPv6 without brackets
 * @param port 1 to 65535
 */
public record Endpoint(String host, int port) {
  static final CountRange PORTS = new CountRange(1, 65_535);

  private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");

  /** Refuses another host or port with {@link IllegalArgumentException}; ask before. */
  public Endpoint {
    if (!isHost(host) || !PORTS.holds(port)) {
      throw new IllegalArgumentException("not a host and a port: " + host + " " + port);
    }
  }

  /** Whether the text is a name or an address of a host, as far as its form tells. */
  public static boolean isHost(String text) {
    return HostForms.isHost(text);
  }

  /** Reads {@code host:port}, with brackets around an IPv6 address; empty for another text. */
  public static Optional<Endpoint> read(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 0) {
      return Optional.empty();
    }
    String host = text.substring(0, colon);
    String port = text.substring(colon + 1);
    boolean bracketed = host.startsWith("[") && host.endsWith("]") && host.length() > 2;
    String bare = bracketed ? host.substring(1, host.length() - 1) : host;
    boolean wellFormed =
        isHost(bare)
            && bracketed == (bare.indexOf(':') >= 0)
            && PORT.matcher(port).matches()
            && PORTS.holds(Integer.parseInt(port));
    return wellFormed ? Optional.of(new Endpoint(bare, Integer.parseInt(port))) : Optional.empty();
  }

  /** The form that {@link #read} takes. */
  @Override
  public String toString() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
