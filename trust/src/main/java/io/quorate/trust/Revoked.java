package io.quorate.trust;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;

/** Which certificates are not taken, although an authority that is trusted has signed them. */
@FunctionalInterface
public interface Revoked {
  /** None. */
  Revoked NONE = holder -> Optional.empty();

  /** All that began before then; empty: none of this holder. */
  Optional<Instant> before(Identity holder);

  /**
   * Refuses a certificate that is revoked.
   *
   * @throws CertificateException which says so
   */
  default void check(Identity holder, X509Certificate certificate) throws CertificateException {
    Instant begin = certificate.getNotBefore().toInstant();
    Optional<Instant> before = before(holder).filter(begin::isBefore);
    if (before.isPresent()) {
      throw new CertificateException(
          "the certificate of "
              + holder
              + " began at "
              + begin
              + "; those that began before "
              + before.get()
              + " are revoked");
    }
  }
}
