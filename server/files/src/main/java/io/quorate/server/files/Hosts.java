package io.quorate.server.files;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The forms that a host may be written in. Never asks a name server. */
public final class Hosts {
  private static final int MAX_NAME = 253;
  private static final Pattern NAME =
      Pattern.compile("(?i)[a-z0-9_](?:[a-z0-9_-]{0,62})(?:\\.[a-z0-9_](?:[a-z0-9_-]{0,62}))*\\.?");
  private static final Pattern NUMBERS = Pattern.compile("[0-9.]+");
  private static final Pattern IPV4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(?:\\.(?!$)|$)){4}");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]+(?:%[A-Za-z0-9_.-]+)?");

  private Hosts() {}

  /**
   * The host in one form: lower case, IPv6 without brackets.
   *
   * @return empty when it is neither an IPv4 address, an IPv6 address nor a host name
   */
  public static Optional<String> normal(String written) {
    String bare = written;
    if (written.startsWith("[") && written.endsWith("]")) {
      bare = written.substring(1, written.length() - 1);
      return isIpv6(bare) ? Optional.of(bare.toLowerCase(Locale.ROOT)) : Optional.empty();
    }
    boolean good = isAddress(bare) || isName(bare);
    return good ? Optional.of(bare.toLowerCase(Locale.ROOT)) : Optional.empty();
  }

  /** Whether it is an address and not a name, so that no name server is needed. */
  public static boolean isAddress(String host) {
    return IPV4.matcher(host).matches() || isIpv6(host);
  }

  /** Whether it stands for all addresses of a machine. */
  public static boolean isWildcard(String host) {
    return isAddress(host) && literal(host).map(InetAddress::isAnyLocalAddress).orElse(false);
  }

  /** Whether only processes of the same machine reach it. */
  public static boolean isLoopback(String host) {
    return host.equals("localhost")
        || (isAddress(host) && literal(host).map(InetAddress::isLoopbackAddress).orElse(false));
  }

  /** host:port, IPv6 in brackets. */
  public static String withPort(String host, int port) {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }

  private static boolean isName(String text) {
    return text.length() <= MAX_NAME
        && NAME.matcher(text).matches()
        && !NUMBERS.matcher(text).matches();
  }

  private static boolean isIpv6(String text) {
    return text.indexOf(':') >= 0 && IPV6.matcher(text).matches() && literal(text).isPresent();
  }

  /** Java reads what has the form of an address without asking anybody. */
  private static Optional<InetAddress> literal(String address) {
    int scope = address.indexOf('%');
    try {
      return Optional.of(InetAddress.getByName(scope < 0 ? address : address.substring(0, scope)));
    } catch (UnknownHostException malformed) {
      return Optional.empty();
    }
  }
}
