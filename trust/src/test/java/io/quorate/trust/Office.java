package io.quorate.trust;

import io.quorate.trust.Identity.Kind;
import io.quorate.trust.authority.Authority;
import io.quorate.trust.authority.AuthorityFolder;
import io.quorate.trust.authority.Validity;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;

/** A cluster's authority, and folders that it fills. */
final class Office {
  static final String CLUSTER = "office";
  static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
  private static final SecureRandom RANDOM = new SecureRandom();

  final Authority authority =
      Authority.create(CLUSTER, Validity.days(NOW.minus(Duration.ofDays(400)), 4_000), RANDOM);

  static Identity node(String name) {
    return new Identity(CLUSTER, Kind.NODE, name);
  }

  /** Credentials that hold for another 100 days. */
  TrustFolder folder(Path at, Identity identity) throws IOException {
    return folder(at, identity, Validity.days(NOW, 100));
  }

  TrustFolder folder(Path at, Identity identity, Validity validity) throws IOException {
    TrustFolder folder = new TrustFolder(at);
    AuthorityFolder.hand(
        folder, authority.certificate(), authority.issue(identity, validity, RANDOM));
    return folder;
  }

  /** Others in their place. */
  void renew(TrustFolder folder, Identity identity) throws IOException {
    AuthorityFolder.renew(folder, authority.issue(identity, Validity.days(NOW, 200), RANDOM));
  }
}
