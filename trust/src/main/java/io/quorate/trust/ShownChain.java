package io.quorate.trust;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXReason;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A chain of certificates that somebody shows, the own one first. */
final class ShownChain {
  /**
   * A node's certificate is taken for so long after its end: a renewal that was forgotten, or a
   * clock that is wrong, must not take the quorum. It is warned of long before.
   */
  static final Duration GRACE = Duration.ofDays(30);

  /** So far may the clocks of two machines be apart without anybody noticing. */
  static final Duration EARLY = Duration.ofHours(1);

  private static final int URI = 6;
  private static final int SIGNS = 0;
  private static final int MOST = 8;

  private final List<X509Certificate> chain;

  /**
   * As it was shown.
   *
   * @throws CertificateException when it is empty or longer than 8
   */
  ShownChain(List<X509Certificate> chain) throws CertificateException {
    if (chain.isEmpty() || chain.size() > MOST) {
      throw new CertificateException("1 to " + MOST + " certificates are wanted");
    }
    this.chain = List.copyOf(chain);
  }

  /** Certificate of whoever shows the chain. */
  X509Certificate own() {
    return chain.get(0);
  }

  /**
   * Who shows it, proven.
   *
   * @param authorities that are trusted
   * @throws CertificateException when it proves nobody; the message says why
   */
  Identity identity(List<X509Certificate> authorities, Instant now) throws CertificateException {
    Identity identity = claimed();
    boolean[] usage = own().getKeyUsage();
    if (usage != null && !usage[SIGNS]) {
      throw new CertificateException("the certificate of " + identity + " is not for signing");
    }
    validate(authorities, identity, taken(identity, now));
    return identity;
  }

  /** Who it says that it is of; nothing is proven. */
  Identity claimed() throws CertificateException {
    List<Identity> found = new ArrayList<>();
    Collection<List<?>> names;
    try {
      names = own().getSubjectAlternativeNames();
    } catch (CertificateParsingException malformed) {
      throw new CertificateException("the alternative names cannot be read", malformed);
    }
    if (names != null) {
      for (List<?> name : names) {
        if (name.get(0).equals(URI)) {
          Identity.parse(String.valueOf(name.get(1))).ifPresent(found::add);
        }
      }
    }
    if (found.size() != 1) {
      throw new CertificateException(
          "the certificate "
              + shown()
              + " names "
              + (found.isEmpty() ? "nobody" : "several")
              + "; it needs one alternative name of the form URI:quorate://CLUSTER/KIND/NAME");
    }
    return found.get(0);
  }

  /**
   * The moment at which a certificate is judged: now, or within it when clocks may differ so far or
   * the grace allows it.
   */
  private Instant taken(Identity identity, Instant now) {
    Instant begin = own().getNotBefore().toInstant();
    if (now.isBefore(begin) && !now.isBefore(begin.minus(EARLY))) {
      return begin;
    }
    Instant end = own().getNotAfter().toInstant();
    boolean lenient = identity.kind() == Identity.Kind.NODE;
    return lenient && now.isAfter(end) && now.isBefore(end.plus(GRACE)) ? end : now;
  }

  private void validate(List<X509Certificate> authorities, Identity identity, Instant at)
      throws CertificateException {
    try {
      Set<TrustAnchor> anchors =
          authorities.stream()
              .map(authority -> new TrustAnchor(authority, null))
              .collect(Collectors.toSet());
      PKIXParameters parameters = new PKIXParameters(anchors);
      parameters.setRevocationEnabled(false); // an authority here publishes no list; see Revoked
      parameters.setDate(Date.from(at));
      List<X509Certificate> below = new ArrayList<>(chain);
      below.removeAll(authorities);
      CertPathValidator.getInstance("PKIX")
          .validate(CertificateFactory.getInstance("X.509").generateCertPath(below), parameters);
    } catch (CertPathValidatorException refused) {
      throw new CertificateException(
          "the certificate of " + identity + " " + shown() + " does not hold: " + why(refused),
          refused);
    } catch (GeneralSecurityException unusable) {
      throw new CertificateException("the certificate " + shown() + " cannot be judged", unusable);
    }
  }

  private String why(CertPathValidatorException refused) {
    CertPathValidatorException.Reason reason = refused.getReason();
    if (reason == CertPathValidatorException.BasicReason.EXPIRED) {
      return "it ended at " + own().getNotAfter().toInstant();
    }
    if (reason == CertPathValidatorException.BasicReason.NOT_YET_VALID) {
      return "it begins at " + own().getNotBefore().toInstant() + "; compare the clocks";
    }
    if (reason == PKIXReason.NO_TRUST_ANCHOR
        || reason == CertPathValidatorException.BasicReason.INVALID_SIGNATURE) {
      return "no authority that is trusted here has signed it";
    }
    return String.valueOf(refused.getMessage());
  }

  private String shown() {
    return "(serial " + own().getSerialNumber().toString(16) + ")";
  }
}
