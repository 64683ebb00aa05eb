package io.quorate.trust;

import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * The credentials of this process as they are now. Files that change are taken up by {@link
 * #refresh()}, for every handshake that begins afterwards; what cannot be used leaves the last good
 * ones in force.
 */
public final class LiveTrust {
  private static final Duration JUDGED_FOR = Duration.ofMinutes(1);
  private static final int MOST_JUDGED = 4_096;

  private final TrustFolder folder;
  private final InstantSource clock;
  private final Map<Certificate, Judged> judged = new ConcurrentHashMap<>();
  private volatile Held held;
  private volatile Revoked revoked = Revoked.NONE;

  private LiveTrust(TrustFolder folder, InstantSource clock, Credentials credentials) {
    this.folder = folder;
    this.clock = clock;
    this.held = new Held(1, credentials, credentials);
  }

  /**
   * What is in force.
   *
   * @param number counts how often it changed
   * @param now the newest
   * @param before those that handshakes may have begun with
   */
  private record Held(long number, Credentials now, Credentials before) {}

  private record Judged(Credentials by, Revoked less, Instant at, Identity identity) {}

  /**
   * Reads a folder.
   *
   * @throws TrustException with everything that is wrong with it
   */
  public static LiveTrust open(TrustFolder folder, InstantSource clock) throws TrustException {
    return new LiveTrust(folder, clock, Credentials.read(folder, clock.instant()));
  }

  /** Those of now. */
  public Credentials credentials() {
    return held.now();
  }

  /** From now on these are not taken, at no handshake and on no connection, however old. */
  public void revoke(Revoked now) {
    revoked = now;
  }

  /**
   * Why nobody takes the own certificate any more, as far as is known here; empty when it holds.
   */
  public Optional<String> ownRevocation() {
    Credentials own = credentials();
    try {
      revoked.check(own.identity(), own.certificate());
      return Optional.empty();
    } catch (CertificateException refused) {
      return Optional.ofNullable(refused.getMessage());
    }
  }

  /** Stands for the credentials of now during one handshake. */
  String alias() {
    return Long.toString(held.number());
  }

  /** What an alias stands for; those of now when it is too old. */
  Credentials credentials(String alias) {
    Held present = held;
    return alias.equals(Long.toString(present.number() - 1)) ? present.before() : present.now();
  }

  /**
   * Takes up what has changed.
   *
   * @return whether something had
   * @throws TrustException when the files cannot be used, or are of somebody else; the last good
   *     ones stay in force
   */
  public boolean refresh() throws TrustException {
    Held present = held;
    if (present.now().standsIn(folder)) {
      return false;
    }
    Credentials read = Credentials.read(folder, clock.instant());
    Identity self = present.now().identity();
    if (!read.identity().equals(self)) {
      throw new TrustException(
          List.of(
              folder.certificate()
                  + " is now of "
                  + read.identity().uri()
                  + ", and was of "
                  + self.uri()
                  + "; restart to become somebody else"));
    }
    held = new Held(present.number() + 1, read, present.now());
    return true;
  }

  /**
   * Who is at the other end of a connection, judged by the credentials of now: what is no longer
   * trusted holds on no connection, however old.
   *
   * @throws CertificateException when nobody is proven to be there
   */
  public Identity identify(SSLSession session) throws CertificateException {
    Certificate[] shown;
    try {
      shown = session.getPeerCertificates();
    } catch (SSLPeerUnverifiedException nothing) {
      throw new CertificateException("no certificate was shown", nothing);
    }
    Credentials by = credentials();
    Revoked less = revoked;
    Instant now = clock.instant();
    Judged known = judged.get(shown[0]);
    if (known != null
        && known.by() == by
        && known.less() == less
        && now.isBefore(known.at().plus(JUDGED_FOR))) {
      return known.identity();
    }
    List<X509Certificate> chain = new ArrayList<>();
    for (Certificate certificate : shown) {
      chain.add((X509Certificate) certificate);
    }
    Identity identity = by.judge(chain, now);
    less.check(identity, chain.get(0));
    if (judged.size() >= MOST_JUDGED) {
      judged.clear(); // they are judged again when they come again
    }
    judged.put(shown[0], new Judged(by, less, now, identity));
    return identity;
  }

  Identity judge(X509Certificate[] shown) throws CertificateException {
    Identity identity = credentials().judge(List.of(shown), clock.instant());
    revoked.check(identity, shown[0]);
    return identity;
  }

  /** Shows the own certificate of now at each handshake. */
  public X509ExtendedKeyManager keys() {
    return new OwnKey(this);
  }

  /**
   * Judges whoever is at the other end at each handshake.
   *
   * @param servers who may answer at an address
   * @param refusals is told of those who are refused
   */
  public X509ExtendedTrustManager peers(ExpectedServer servers, Refusals refusals) {
    return new PeerTrust(this, servers, refusals);
  }

  /** Who may answer where. */
  @FunctionalInterface
  public interface ExpectedServer {
    /**
     * Refuses a server that is proven to be somebody.
     *
     * @param host that was dialled, an IPv6 address without brackets; empty when it is unknown
     * @throws CertificateException when somebody else was to be there
     */
    void check(Identity found, String host, int port) throws CertificateException;

    /** Any node of the cluster. */
    static void anyNode(Identity found, String host, int port) throws CertificateException {
      if (found.kind() != Identity.Kind.NODE) {
        throw new CertificateException(found + " answers at " + host + ", where a node should");
      }
    }
  }

  /** Hears of handshakes that were refused. */
  @FunctionalInterface
  public interface Refusals {
    /**
     * Nobody was let in.
     *
     * @param reason for people
     */
    void refused(String reason);
  }
}
