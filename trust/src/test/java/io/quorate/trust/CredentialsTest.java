package io.quorate.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorate.trust.Identity.Kind;
import io.quorate.trust.authority.Validity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder is read whole, and what is wrong with it is said with its file and its remedy. */
final class CredentialsTest {
  private final Office office = new Office();

  @TempDir private Path temporary;
  private TrustFolder folder = new TrustFolder(Path.of("none"));

  @BeforeEach
  void fill() throws IOException {
    folder = office.folder(temporary.resolve("a"), Office.node("a"));
  }

  private void refused(String... words) {
    assertThatThrownBy(() -> Credentials.read(folder, Office.NOW))
        .isInstanceOf(TrustException.class)
        .hasMessageContainingAll(words);
  }

  @Test
  void sayWhoOneIs() throws Exception {
    Credentials credentials = Credentials.read(folder, Office.NOW);
    assertThat(credentials.identity()).isEqualTo(Office.node("a"));
    assertThat(credentials.end()).isEqualTo(Office.NOW.plus(Duration.ofDays(100)));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.key())))
        .isEqualTo("rw-------");
  }

  @Test
  void allThatIsMissingIsNamedAtOnce() throws IOException {
    Files.delete(folder.authorities());
    Files.delete(folder.key());
    refused("ca.crt does not exist", "tls.key does not exist");
  }

  @Test
  void whatIsNoCertificateIsRefused() throws IOException {
    Files.writeString(folder.certificate(), "hello");
    refused("tls.crt", "certificate");
    Files.writeString(folder.certificate(), "");
    refused("tls.crt holds no certificate");
    Files.write(folder.certificate(), new byte[(1 << 20) + 1]);
    refused("tls.crt has more than 1048576 bytes");
    Files.delete(folder.certificate());
    Files.createDirectory(folder.certificate());
    refused("tls.crt cannot be read");
  }

  @Test
  void aKeyOfAnotherFormSaysHowToConvertIt() throws IOException {
    String key = Files.readString(folder.key());
    Files.writeString(folder.key(), key.replace("PRIVATE KEY", "EC PRIVATE KEY"));
    refused("tls.key holds no private key in PKCS#8", "openssl pkcs8 -topk8 -nocrypt");
  }

  @Test
  void aKeyThatEverybodyMayReadIsRefused() throws IOException {
    Files.setPosixFilePermissions(folder.key(), PosixFilePermissions.fromString("rw-r--r--"));
    refused("every user of this machine may read", "chmod o=");
  }

  @Test
  void anotherKeyThanTheCertifiedOneIsRefused() throws IOException {
    TrustFolder other = office.folder(temporary.resolve("b"), Office.node("b"));
    Files.copy(other.key(), folder.key(), StandardCopyOption.REPLACE_EXISTING);
    refused("tls.key is not the one that it certifies");
  }

  @Test
  void anotherAuthorityIsRefused() throws IOException {
    TrustFolder other = new Office().folder(temporary.resolve("b"), Office.node("b"));
    Files.copy(other.authorities(), folder.authorities(), StandardCopyOption.REPLACE_EXISTING);
    refused("node a", "no authority that is trusted here has signed it");
  }

  @Test
  void severalAuthoritiesAreTrustedAtATime() throws Exception {
    TrustFolder other = new Office().folder(temporary.resolve("b"), Office.node("b"));
    Files.writeString(
        folder.authorities(),
        Files.readString(other.authorities()) + Files.readString(folder.authorities()));
    assertThat(Credentials.read(folder, Office.NOW).authorities()).hasSize(2);
  }

  @Test
  void aUsersEndIsTheEndAndANodeHasAGrace() throws Exception {
    Validity over = Validity.days(Office.NOW.minus(Duration.ofDays(101)), 100);
    Identity alice = new Identity(Office.CLUSTER, Kind.ADMIN, "alice");
    folder = office.folder(temporary.resolve("alice"), alice, over);
    refused("admin alice", "it ended at 2026-05-31T12:00:00Z");

    folder = office.folder(temporary.resolve("b"), Office.node("b"), over);
    assertThat(Credentials.read(folder, Office.NOW).identity()).isEqualTo(Office.node("b"));

    Validity longOver = Validity.days(Office.NOW.minus(Duration.ofDays(131)), 100);
    folder = office.folder(temporary.resolve("c"), Office.node("c"), longOver);
    refused("node c", "it ended at 2026-05-01T12:00:00Z");
  }

  @Test
  void whatBeginsLaterIsRefused() throws Exception {
    Validity later = Validity.days(Office.NOW.plus(Duration.ofDays(1)), 100);
    folder = office.folder(temporary.resolve("b"), Office.node("b"), later);
    refused("node b", "it begins at 2026-06-02T12:00:00Z", "clocks");

    Validity soon = Validity.days(Office.NOW.plus(Duration.ofHours(1)), 100);
    folder = office.folder(temporary.resolve("c"), Office.node("c"), soon);
    assertThat(Credentials.read(folder, Office.NOW).identity()).isEqualTo(Office.node("c"));
  }

  @Test
  void whatNamesNobodyIsRefused() throws IOException {
    // An authority's own certificate holds, and is of nobody.
    Files.copy(folder.authorities(), folder.certificate(), StandardCopyOption.REPLACE_EXISTING);
    refused("names nobody", "URI:quorate://CLUSTER/KIND/NAME");
  }
}
