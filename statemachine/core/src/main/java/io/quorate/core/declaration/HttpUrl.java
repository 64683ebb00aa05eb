package io.quorate.core.declaration;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an HTTP request goes; any HTTP client can send it there.
 *
 * <p>The form is spelled out here and narrower than what programs accept, so that all nodes take
 * the same texts whatever their JDK reads: http or https, plain ASCII, a host that is a name or an
 * address, and a port that exists.
 *
 * @param value the text, at most 2,000 characters
 */
public record HttpUrl(String value) {
  static final int MAX_LENGTH = 2_000;

  private static final String CHARACTERS = "-A-Za-z0-9._!~*'();/:@&=+$,%";

  /** Without alternatives in its loops, which would cost the matcher a stack frame each. */
  private static final Pattern FORM =
      Pattern.compile(
          "https?://(?<host>\\[[^\\]]*]|[^/?#:]+)(:(?<port>[0-9]{1,5}))?"
              + ("(/[" + CHARACTERS + "]*+)?")
              + ("(\\?[" + CHARACTERS + "?]*+)?")
              + ("(#[" + CHARACTERS + "?]*+)?"));

  private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

  /** Refuses another address with {@link IllegalArgumentException}; ask {@link #wellFormed}. */
  public HttpUrl {
    if (!wellFormed(value)) {
      throw new IllegalArgumentException("not the URL of a host: " + value);
    }
  }

  /** Reads a URL; empty for a text that an HTTP request cannot be sent to. */
  public static Optional<HttpUrl> read(String text) {
    return wellFormed(text) ? Optional.of(new HttpUrl(text)) : Optional.empty();
  }

  /** Whether an HTTP request can be sent there. */
  public static boolean wellFormed(String text) {
    Matcher form = FORM.matcher(text);
    boolean hasForm = text.length() <= MAX_LENGTH && form.matches();
    if (!hasForm || BROKEN_ESCAPE.matcher(text).find()) {
      return false;
    }
    String port = form.group("port");
    return HostForms.isUrlHost(form.group("host"))
        && (port == null || Endpoint.PORTS.holds(Integer.parseInt(port)));
  }

  @Override
  public String toString() {
    return value;
  }
}
