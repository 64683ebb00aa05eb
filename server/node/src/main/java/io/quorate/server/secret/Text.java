package io.quorate.server.secret;

import java.nio.charset.StandardCharsets;

/** Texts that something is bound to, as bytes. */
final class Text {
  private Text() {}

  /** The parts, none of which has a NUL, with one behind each. */
  static byte[] bytes(String... parts) {
    return String.join("\0", parts).concat("\0").getBytes(StandardCharsets.UTF_8);
  }
}
