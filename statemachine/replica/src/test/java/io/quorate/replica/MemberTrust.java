package io.quorate.replica;

import io.quorate.core.NodeId;
import io.quorate.replica.peer.PeerId;
import io.quorate.trust.Identity;
import io.quorate.trust.LiveTrust;
import io.quorate.trust.TrustFolder;
import io.quorate.trust.authority.Authority;
import io.quorate.trust.authority.AuthorityFolder;
import io.quorate.trust.authority.Validity;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Members that prove who they are with certificates of one authority.
 *
 * @param live credentials of one member
 * @param ports which member answers at which port
 */
record MemberTrust(LiveTrust live, Map<Integer, PeerId> ports) implements LinkTrust {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** An authority for a test. */
  static Authority authority() {
    return Authority.create("test", Validity.days(Instant.now(), 10), RANDOM);
  }

  /** Credentials that the authority hands to a member. */
  static LiveTrust of(Authority authority, String name, Path folder) throws Exception {
    TrustFolder made = new TrustFolder(folder);
    AuthorityFolder.hand(
        made,
        authority.certificate(),
        authority.issue(
            new Identity("test", Identity.Kind.NODE, name),
            Validity.days(Instant.now(), 5),
            RANDOM));
    return LiveTrust.open(made, InstantSource.system());
  }

  @Override
  public X509ExtendedKeyManager keys() {
    return live.keys();
  }

  @Override
  public X509ExtendedTrustManager peers() {
    return live.peers(
        (found, host, port) -> {
          PeerId expected = ports.get(port);
          if (expected == null || !expected.value().equals(found.name())) {
            throw new CertificateException(found + " answers, where " + expected + " should");
          }
        },
        refused -> {});
  }

  @Override
  public Optional<NodeId> node(SSLSession session) {
    try {
      return Optional.of(new NodeId(live.identify(session).name()));
    } catch (CertificateException nobody) {
      return Optional.empty();
    }
  }
}
