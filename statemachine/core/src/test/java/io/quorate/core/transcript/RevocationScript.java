package io.quorate.core.transcript;

import io.quorate.core.revocation.CertificateHolder;
import io.quorate.core.revocation.RevocationCommand;
import java.time.Instant;
import java.util.Locale;

/**
 * Commands about certificates in words: {@code revoke node|user NAME before=SECONDS cause=WORDS},
 * {@code reinstate node|user NAME}.
 */
final class RevocationScript {
  private RevocationScript() {}

  static RevocationCommand of(Words words) {
    CertificateHolder holder =
        new CertificateHolder(
            CertificateHolder.Kind.valueOf(words.at(1).toUpperCase(Locale.ROOT)), words.at(2));
    return words.at(0).equals("revoke")
        ? new RevocationCommand.Revoke(
            holder, Instant.ofEpochSecond(words.number("before", 0)), words.get("cause", ""))
        : new RevocationCommand.Reinstate(holder);
  }
}
