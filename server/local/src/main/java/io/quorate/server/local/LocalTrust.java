package io.quorate.server.local;

import io.quorate.core.NodeId;
import io.quorate.trust.Identity;
import io.quorate.trust.LiveTrust;
import io.quorate.trust.TrustException;
import io.quorate.trust.TrustFolder;
import io.quorate.trust.authority.Authority;
import io.quorate.trust.authority.AuthorityFolder;
import io.quorate.trust.authority.Validity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Credentials of the nodes of a local cluster, and of an admin who calls them.
 *
 * @param directory where the folders are
 */
public record LocalTrust(Path directory) {
  private static final int DAYS = 30;
  private static final String ADMIN = "demo";

  /** Makes an authority, and certifies all. */
  static LocalTrust make(Path directory, Iterable<NodeId> nodes) throws IOException {
    Files.createDirectories(directory);
    SecureRandom random = new SecureRandom();
    Validity validity = Validity.days(Instant.now(), DAYS);
    Authority authority = Authority.create(LocalClusterPlan.CLUSTER, validity, random);
    LocalTrust trust = new LocalTrust(directory);
    new AuthorityFolder(trust.authority()).write(authority);
    for (NodeId node : nodes) {
      AuthorityFolder.hand(
          new TrustFolder(trust.of(node)),
          authority.certificate(),
          authority.issue(identity(Identity.Kind.NODE, node.value()), validity, random));
    }
    AuthorityFolder.hand(
        new TrustFolder(trust.admin()),
        authority.certificate(),
        authority.issue(identity(Identity.Kind.ADMIN, ADMIN), validity, random));
    return trust;
  }

  private static Identity identity(Identity.Kind kind, String name) {
    return new Identity(LocalClusterPlan.CLUSTER, kind, name);
  }

  /** The folder of the authority. */
  public Path authority() {
    return directory.resolve("authority");
  }

  /** The folder of a node. */
  public Path of(NodeId node) {
    return directory.resolve("node-" + node);
  }

  /** The folder of the admin. */
  public Path admin() {
    return directory.resolve("admin");
  }

  /** The admin's credentials. */
  LiveTrust client() throws IOException {
    try {
      return LiveTrust.open(new TrustFolder(admin()), InstantSource.system());
    } catch (TrustException unusable) {
      throw new IOException(unusable.getMessage(), unusable);
    }
  }
}
