package io.quorate.trust.authority;

import io.quorate.trust.PemFiles;
import io.quorate.trust.TrustFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * Keeps an authority in a folder, and writes folders for those whom it certifies. Nothing that is
 * there is overwritten, and keys can be read by their owner only.
 *
 * @param path of the folder
 */
public record AuthorityFolder(Path path) {
  private static final int LINE = 64;
  private static final String KIND = "EC";

  private Path certificateFile() {
    return path.resolve("ca.crt");
  }

  private Path keyFile() {
    return path.resolve("ca.key");
  }

  /**
   * Writes a new authority.
   *
   * @throws IOException when one is there already, or the folder cannot be written
   */
  public void write(Authority authority) throws IOException {
    folder(path);
    key(keyFile(), authority.key());
    certificates(certificateFile(), List.of(authority.certificate()));
  }

  /**
   * The authority that is kept here.
   *
   * @throws IOException when there is none, or its files are damaged; the message says which
   */
  public Authority read() throws IOException {
    try {
      X509Certificate certificate =
          PemFiles.certificates(certificateFile(), PemFiles.bytes(certificateFile())).get(0);
      byte[] key = PemFiles.bytes(keyFile());
      PemFiles.mustBePrivate(keyFile());
      return new Authority(certificate, PemFiles.key(keyFile(), key, KIND));
    } catch (CertificateException unusable) {
      throw new IOException(unusable.getMessage(), unusable);
    }
  }

  /**
   * Writes a folder for whoever was certified.
   *
   * @throws IOException when credentials are there already, or the folder cannot be written
   */
  public static void hand(TrustFolder to, X509Certificate authority, Authority.Issued issued)
      throws IOException {
    folder(to.path());
    key(to.key(), issued.key());
    certificates(to.certificate(), List.of(issued.certificate()));
    certificates(to.authorities(), List.of(authority));
  }

  /**
   * Puts new credentials in the place of older ones of the same holder, each file by a rename.
   *
   * @throws IOException when the folder cannot be written
   */
  public static void renew(TrustFolder at, Authority.Issued issued) throws IOException {
    Path newKey = at.path().resolve("tls.key.new");
    Path newCertificate = at.path().resolve("tls.crt.new");
    Files.deleteIfExists(newKey);
    Files.deleteIfExists(newCertificate);
    key(newKey, issued.key());
    certificates(newCertificate, List.of(issued.certificate()));
    Files.move(newKey, at.key(), StandardCopyOption.ATOMIC_MOVE);
    Files.move(newCertificate, at.certificate(), StandardCopyOption.ATOMIC_MOVE);
  }

  private static void folder(Path path) throws IOException {
    Files.createDirectories(path, permissions("rwxr-x---"));
  }

  private static void key(Path file, PrivateKey key) throws IOException {
    create(file, permissions("rw-------"), pem("PRIVATE KEY", key.getEncoded()));
  }

  private static void certificates(Path file, List<X509Certificate> certificates)
      throws IOException {
    StringBuilder text = new StringBuilder();
    try {
      for (X509Certificate certificate : certificates) {
        text.append(pem("CERTIFICATE", certificate.getEncoded()));
      }
    } catch (GeneralSecurityException unwritable) {
      throw new IOException("a certificate cannot be written", unwritable);
    }
    create(file, permissions("rw-r--r--"), text.toString());
  }

  private static FileAttribute<Set<PosixFilePermission>> permissions(String text) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
  }

  private static void create(
      Path file, FileAttribute<Set<PosixFilePermission>> permissions, String text)
      throws IOException {
    try {
      Files.createFile(file, permissions);
    } catch (FileAlreadyExistsException there) {
      throw new IOException(file + " is there already; nothing was overwritten", there);
    }
    try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
      out.write(text.getBytes(StandardCharsets.US_ASCII));
    }
  }

  private static String pem(String type, byte[] encoded) {
    String body = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(encoded);
    return "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n";
  }
}
