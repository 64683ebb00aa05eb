package io.quorate.trust;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads certificates and keys in PEM; every error says which file, and what to do. */
public final class PemFiles {
  private static final int MAX_BYTES = 1 << 20;
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]*)-----END PRIVATE KEY-----");

  private PemFiles() {}

  /**
   * The bytes of a file of at most 1 MiB.
   *
   * @throws CertificateException when there is no such file, or it cannot be read
   */
  public static byte[] bytes(Path file) throws CertificateException {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new CertificateException(file + " has more than " + MAX_BYTES + " bytes");
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException missing) {
      throw new CertificateException(file + " does not exist", missing);
    } catch (IOException unreadable) {
      throw new CertificateException(file + " cannot be read: " + unreadable, unreadable);
    }
  }

  /**
   * At least one certificate, in the order of the file.
   *
   * @param file for errors
   * @param bytes what it holds
   * @throws CertificateException when it holds none, or something else
   */
  public static List<X509Certificate> certificates(Path file, byte[] bytes)
      throws CertificateException {
    List<X509Certificate> found = new ArrayList<>();
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      for (Certificate one : factory.generateCertificates(new ByteArrayInputStream(bytes))) {
        found.add((X509Certificate) one);
      }
    } catch (CertificateException malformed) {
      throw new CertificateException(
          file + " holds something that is not a certificate: " + malformed.getMessage(),
          malformed);
    }
    if (found.isEmpty()) {
      throw new CertificateException(file + " holds no certificate; write it in PEM");
    }
    return List.copyOf(found);
  }

  /**
   * The one private key of a file.
   *
   * @param file for errors
   * @param bytes what it holds
   * @param algorithm EC or RSA
   * @throws CertificateException when it holds no such key in PKCS#8 without a pass phrase
   */
  public static PrivateKey key(Path file, byte[] bytes, String algorithm)
      throws CertificateException {
    Matcher pem = KEY.matcher(new String(bytes, StandardCharsets.US_ASCII));
    if (!pem.find()) {
      throw new CertificateException(
          file
              + " holds no private key in PKCS#8 without a pass phrase; convert it with: openssl"
              + " pkcs8 -topk8 -nocrypt -in OLD -out "
              + file);
    }
    try {
      byte[] encoded = Base64.getMimeDecoder().decode(pem.group(1));
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (GeneralSecurityException | IllegalArgumentException malformed) {
      throw new CertificateException(
          file + " holds no " + algorithm + " key, as its certificate says", malformed);
    }
  }

  /**
   * Refuses a key that every user of the machine may read.
   *
   * @throws CertificateException with what to do
   */
  public static void mustBePrivate(Path key) throws CertificateException {
    Set<PosixFilePermission> permissions;
    try {
      permissions = Files.getPosixFilePermissions(key);
    } catch (IOException unreadable) {
      throw new CertificateException(key + " cannot be looked at: " + unreadable, unreadable);
    } catch (UnsupportedOperationException otherKind) {
      return; // a file system without such permissions
    }
    if (permissions.contains(PosixFilePermission.OTHERS_READ)
        || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
      throw new CertificateException(
          "every user of this machine may read " + key + "; chmod o= " + key);
    }
  }
}
