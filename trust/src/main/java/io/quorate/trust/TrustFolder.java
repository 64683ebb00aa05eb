package io.quorate.trust;

import java.nio.file.Path;
import java.util.List;

/**
 * The folder that holds the credentials of a node or a user. Its files are called as in a TLS
 * secret of Kubernetes, so that one can be mounted as it is.
 *
 * @param path of the folder
 */
public record TrustFolder(Path path) {

  /** All of them, in the order in which they are read. */
  List<Path> files() {
    return List.of(authorities(), certificate(), key());
  }

  /** Certificates of the authorities that are trusted, PEM; one or more. */
  public Path authorities() {
    return path.resolve("ca.crt");
  }

  /** The own certificate, PEM; then those of authorities in between, if there are any. */
  public Path certificate() {
    return path.resolve("tls.crt");
  }

  /** The own private key, PKCS#8 in PEM, without a pass phrase. */
  public Path key() {
    return path.resolve("tls.key");
  }
}
