package io.quorate.trust;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** What a {@link TrustFolder} holds, read and checked whole: who one is, and whom one trusts. */
public final class Credentials {
  private static final Set<String> ALGORITHMS = Set.of("EC", "RSA");

  private final List<X509Certificate> authorities;
  private final List<X509Certificate> chain;
  private final PrivateKey key;
  private final Identity identity;
  private final List<byte[]> files;

  private Credentials(
      List<X509Certificate> authorities,
      List<X509Certificate> chain,
      PrivateKey key,
      Identity identity,
      List<byte[]> files) {
    this.authorities = authorities;
    this.chain = chain;
    this.key = key;
    this.identity = identity;
    this.files = files;
  }

  /**
   * Reads a folder.
   *
   * @throws TrustException with everything that is wrong with it
   */
  public static Credentials read(TrustFolder folder, Instant now) throws TrustException {
    return new Reading(folder).credentials(now);
  }

  /**
   * Whose a folder is, though its certificate may have ended: for whoever renews it. Nothing is
   * proven.
   *
   * @throws TrustException when its certificate names nobody
   */
  public static Identity holder(TrustFolder folder) throws TrustException {
    Path file = folder.certificate();
    try {
      return new ShownChain(PemFiles.certificates(file, PemFiles.bytes(file))).claimed();
    } catch (CertificateException nobody) {
      throw new TrustException(List.of(file + ": " + nobody.getMessage()));
    }
  }

  /** Reads three files and keeps what is wrong with them. */
  private static final class Reading {
    private final TrustFolder folder;
    private final List<String> problems = new ArrayList<>();
    private final List<byte[]> files = new ArrayList<>();

    Reading(TrustFolder folder) {
      this.folder = folder;
    }

    Credentials credentials(Instant now) throws TrustException {
      List<X509Certificate> authorities = certificates(folder.authorities());
      List<X509Certificate> chain = certificates(folder.certificate());
      List<PrivateKey> key = key(chain);
      if (problems.isEmpty()) {
        try {
          Identity identity = new ShownChain(chain).identity(authorities, now);
          mustBelongTogether(chain.get(0).getPublicKey(), key.get(0));
          return new Credentials(authorities, chain, key.get(0), identity, files);
        } catch (CertificateException refused) {
          problems.add(folder.certificate() + ": " + refused.getMessage());
        }
      }
      throw new TrustException(problems);
    }

    private List<X509Certificate> certificates(Path file) {
      try {
        return PemFiles.certificates(file, bytes(file));
      } catch (CertificateException unusable) {
        problems.add(String.valueOf(unusable.getMessage()));
        return List.of();
      }
    }

    private List<PrivateKey> key(List<X509Certificate> chain) {
      try {
        byte[] bytes = bytes(folder.key());
        PemFiles.mustBePrivate(folder.key());
        if (chain.isEmpty()) {
          return List.of();
        }
        String algorithm = chain.get(0).getPublicKey().getAlgorithm();
        if (!ALGORITHMS.contains(algorithm)) {
          throw new CertificateException(
              folder.certificate() + " has a key of kind " + algorithm + "; use EC or RSA");
        }
        return List.of(PemFiles.key(folder.key(), bytes, algorithm));
      } catch (CertificateException unusable) {
        problems.add(String.valueOf(unusable.getMessage()));
        return List.of();
      }
    }

    private byte[] bytes(Path file) throws CertificateException {
      byte[] bytes = PemFiles.bytes(file);
      files.add(bytes);
      return bytes;
    }

    private void mustBelongTogether(PublicKey certified, PrivateKey key)
        throws CertificateException {
      try {
        String algorithm =
            certified.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
        byte[] text = {1};
        Signature signing = Signature.getInstance(algorithm);
        signing.initSign(key);
        signing.update(text);
        Signature verifying = Signature.getInstance(algorithm);
        verifying.initVerify(certified);
        verifying.update(text);
        if (verifying.verify(signing.sign())) {
          return;
        }
      } catch (GeneralSecurityException mismatch) {
        throw new CertificateException(unfitting(), mismatch);
      }
      throw new CertificateException(unfitting());
    }

    private String unfitting() {
      return "the key in " + folder.key() + " is not the one that it certifies";
    }
  }

  /** Who one is. */
  public Identity identity() {
    return identity;
  }

  /** When the own certificate ends. */
  public Instant end() {
    return chain.get(0).getNotAfter().toInstant();
  }

  /** The own certificate. */
  public X509Certificate certificate() {
    return chain.get(0);
  }

  /** Those who are trusted to say who somebody is. */
  public List<X509Certificate> authorities() {
    return authorities;
  }

  X509Certificate[] chain() {
    return chain.toArray(new X509Certificate[0]);
  }

  PrivateKey key() {
    return key;
  }

  /** Whether the files of the folder are those that these were read from. */
  boolean standsIn(TrustFolder folder) {
    List<Path> paths = folder.files();
    try {
      for (int i = 0; i < paths.size(); i++) {
        if (!Arrays.equals(files.get(i), PemFiles.bytes(paths.get(i)))) {
          return false;
        }
      }
      return true;
    } catch (CertificateException unreadable) {
      return false; // whoever reads them says why
    }
  }

  /**
   * Who shows a chain of certificates.
   *
   * @throws CertificateException when it proves nobody of this cluster; the message says why
   */
  Identity judge(List<X509Certificate> shown, Instant now) throws CertificateException {
    Identity shower = new ShownChain(shown).identity(authorities, now);
    if (!shower.cluster().equals(identity.cluster())) {
      throw new CertificateException(
          "it is of cluster '" + shower.cluster() + "', this is '" + identity.cluster() + "'");
    }
    return shower;
  }
}
