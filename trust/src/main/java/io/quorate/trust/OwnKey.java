package io.quorate.trust;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The own key of now. A handshake asks for an alias first, and for the certificate and the key that
 * it stands for afterwards: both are then of the same credentials, whatever changes in between.
 */
final class OwnKey extends X509ExtendedKeyManager {
  private final LiveTrust trust;

  OwnKey(LiveTrust trust) {
    this.trust = trust;
  }

  /** Some libraries do not say for what kind of key they ask, as TLS 1.3 does not need it. */
  private static final Set<String> ANY = Set.of("UNKNOWN", "GENERIC");

  private @Nullable String alias(String... keyTypes) {
    String algorithm = trust.credentials().key().getAlgorithm();
    for (String type : keyTypes) {
      if (type.startsWith(algorithm) || ANY.contains(type)) {
        return trust.alias();
      }
    }
    return null;
  }

  @Override
  public @Nullable String chooseEngineClientAlias(
      String[] keyTypes, Principal[] issuers, SSLEngine engine) {
    return alias(keyTypes);
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal[] issuers, SSLEngine engine) {
    return alias(keyType);
  }

  @Override
  public @Nullable String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
    return alias(keyTypes);
  }

  @Override
  public @Nullable String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
    return alias(keyType);
  }

  @Override
  public String[] getClientAliases(String keyType, Principal[] issuers) {
    return new String[] {trust.alias()};
  }

  @Override
  public String[] getServerAliases(String keyType, Principal[] issuers) {
    return new String[] {trust.alias()};
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return trust.credentials(alias).chain();
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return trust.credentials(alias).key();
  }
}
