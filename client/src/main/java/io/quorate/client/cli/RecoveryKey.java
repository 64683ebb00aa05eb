package io.quorate.client.cli;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.interfaces.XECPrivateKey;
import java.security.interfaces.XECPublicKey;
import java.util.HexFormat;
import java.util.List;

/** A key pair of X25519, in the form in which a data node reads its own. */
final class RecoveryKey {
  private static final int BYTES = 32;

  private final String secret;
  private final String shared;

  private RecoveryKey(byte[] secret, byte[] shared) {
    this.secret = HexFormat.of().formatHex(secret);
    this.shared = HexFormat.of().formatHex(shared);
  }

  /** A new one. */
  static RecoveryKey make() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("X25519").generateKeyPair();
      byte[] secret =
          ((XECPrivateKey) pair.getPrivate())
              .getScalar()
              .orElseThrow(() -> new IllegalStateException("a key without its number"));
      return new RecoveryKey(secret, littleEndian(((XECPublicKey) pair.getPublic()).getU()));
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("every Java has X25519", broken);
    }
  }

  private static byte[] littleEndian(BigInteger number) {
    byte[] big = number.toByteArray();
    byte[] little = new byte[BYTES];
    for (int i = 0; i < Math.min(BYTES, big.length); i++) {
      little[i] = big[big.length - 1 - i];
    }
    return little;
  }

  /** 64 hexadecimal digits. */
  String publicKey() {
    return shared;
  }

  /** What the file of the private key holds. */
  String fileText() {
    String lines =
        String.join("\n", List.of("quorate-secret-key 1", "any cluster", "recovery", secret))
            + "\n";
    return lines + sum(lines) + "\n";
  }

  private static String sum(String lines) {
    try {
      byte[] text = lines.getBytes(StandardCharsets.US_ASCII);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("every Java has SHA-256", broken);
    }
  }

  /** Never the private key. */
  @Override
  public String toString() {
    return "the pair of public key " + shared;
  }
}
