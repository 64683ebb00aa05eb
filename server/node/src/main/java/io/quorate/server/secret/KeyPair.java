package io.quorate.server.secret;

import io.quorate.core.secret.Ciphertext;
import io.quorate.core.secret.RecipientKey;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.hpke.HPKEContext;
import org.bouncycastle.crypto.hpke.HPKEContextWithEncapsulation;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;

/**
 * A key pair of X25519. What is sealed to the public key, by HPKE (RFC 9180: base mode,
 * X25519/HKDF-SHA256, AES-256-GCM), only the private key opens.
 */
public final class KeyPair {
  /** Bytes of each key. */
  static final int BYTES = 32;

  private static final byte[] PURPOSE = Text.bytes("quorate-data-key-1");

  private final byte[] secret;
  private final RecipientKey shared;

  private KeyPair(byte[] secret, RecipientKey shared) {
    this.secret = secret;
    this.shared = shared;
  }

  /** A new one. */
  public static KeyPair make() {
    return of(Randomness.bytes(BYTES));
  }

  /**
   * The pair of a private key.
   *
   * @param secret 32 bytes, kept as they are
   */
  static KeyPair of(byte[] secret) {
    if (secret.length != BYTES) {
      throw new IllegalArgumentException("a private key has " + BYTES + " bytes");
    }
    byte[] shared = new X25519PrivateKeyParameters(secret, 0).generatePublicKey().getEncoded();
    return new KeyPair(secret, new RecipientKey(HexFormat.of().formatHex(shared)));
  }

  /** The public key. */
  public RecipientKey shared() {
    return shared;
  }

  byte[] secret() {
    return secret;
  }

  /**
   * Seals to a public key.
   *
   * @param bound what the sealed bytes are bound to: they open with the same only
   * @throws CannotOpenException when nothing can be sealed to this key, since it is no point of the
   *     curve that is fit for it
   */
  static Ciphertext seal(RecipientKey to, byte[] bound, byte[] plain) throws CannotOpenException {
    HPKE hpke = hpke();
    try {
      HPKEContextWithEncapsulation context =
          hpke.setupBaseS(hpke.deserializePublicKey(HexFormat.of().parseHex(to.hex())), PURPOSE);
      byte[] sealed = context.seal(bound, plain);
      byte[] whole = Arrays.copyOf(context.getEncapsulation(), BYTES + sealed.length);
      System.arraycopy(sealed, 0, whole, BYTES, sealed.length);
      return new Ciphertext(whole);
    } catch (InvalidCipherTextException | RuntimeException unfit) {
      throw new CannotOpenException("nothing can be sealed to the public key " + to, unfit);
    }
  }

  /**
   * Opens what was sealed to this pair.
   *
   * @throws CannotOpenException when it was not, or is bound to something else
   */
  byte[] open(Ciphertext sealed, byte[] bound) throws CannotOpenException {
    if (sealed.size() <= BYTES) {
      throw new CannotOpenException("too short to be sealed: " + sealed);
    }
    HPKE hpke = hpke();
    try {
      AsymmetricCipherKeyPair own =
          hpke.deserializePrivateKey(secret, HexFormat.of().parseHex(shared.hex()));
      HPKEContext context = hpke.setupBaseR(Arrays.copyOf(sealed.bytes(), BYTES), own, PURPOSE);
      return context.open(bound, Arrays.copyOfRange(sealed.bytes(), BYTES, sealed.size()));
    } catch (InvalidCipherTextException | RuntimeException other) {
      throw new CannotOpenException("it was not sealed to the public key " + shared, other);
    }
  }

  private static HPKE hpke() {
    return new HPKE(
        HPKE.mode_base, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
  }

  /** The public key alone. */
  @Override
  public String toString() {
    return "the pair of public key " + shared;
  }
}
