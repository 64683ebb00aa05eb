package io.quorate.server.secret;

import io.quorate.core.NodeId;
import io.quorate.core.config.ConfigValue;
import io.quorate.core.config.SealedAt;
import io.quorate.core.secret.Ciphertext;
import io.quorate.core.secret.Generation;
import io.quorate.core.secret.KeyFingerprint;
import io.quorate.core.secret.Recipient;
import io.quorate.core.secret.Seal;
import io.quorate.core.secret.SealTag;
import io.quorate.core.secret.SealedKey;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key under which secrets are sealed, by AES-256-GCM with a random nonce: of one cluster and
 * one generation. What is sealed opens only for the cluster, group, path, member and generation
 * that it was sealed for.
 *
 * <p>Beside it goes the key of the tags, which all generations have in common: so a secret keeps
 * its tag when it is sealed anew.
 */
public final class DataKey {
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int AUTHENTICATION_BITS = 128;
  private static final int TAG_BYTES = SealTag.DIGITS / 2;
  private static final int FINGERPRINT_BYTES = KeyFingerprint.DIGITS / 2;

  private final String cluster;
  private final Generation generation;
  private final byte[] key;
  private final byte[] tagKey;

  private DataKey(String cluster, Generation generation, byte[] key, byte[] tagKey) {
    this.cluster = cluster;
    this.generation = generation;
    this.key = key;
    this.tagKey = tagKey;
  }

  /** The first of a cluster. */
  public static DataKey first(String cluster) {
    return new DataKey(
        cluster, Generation.FIRST, Randomness.bytes(KEY_BYTES), Randomness.bytes(KEY_BYTES));
  }

  /** A new one after this. */
  public DataKey next() {
    return new DataKey(cluster, generation.next(), Randomness.bytes(KEY_BYTES), tagKey);
  }

  /** Which it is. */
  public Generation generation() {
    return generation;
  }

  /** Tells it from others. */
  public KeyFingerprint fingerprint() {
    byte[] mac = mac(key, Text.bytes("quorate-fingerprint-1"));
    return new KeyFingerprint(HexFormat.of().formatHex(Arrays.copyOf(mac, FINGERPRINT_BYTES)));
  }

  /**
   * The key itself, sealed to somebody.
   *
   * @throws CannotOpenException when the recipient's public key is none that can be used
   */
  public SealedKey sealedTo(Recipient recipient) throws CannotOpenException {
    byte[] whole = Arrays.copyOf(key, 2 * KEY_BYTES);
    System.arraycopy(tagKey, 0, whole, KEY_BYTES, KEY_BYTES);
    byte[] bound = bound(cluster, generation, recipient.name().value());
    return new SealedKey(
        recipient.name(), recipient.key(), KeyPair.seal(recipient.key(), bound, whole));
  }

  /**
   * Opens a data key.
   *
   * @throws CannotOpenException when it was not sealed to the pair
   */
  static DataKey open(String cluster, Generation generation, SealedKey sealed, KeyPair pair)
      throws CannotOpenException {
    byte[] whole =
        pair.open(sealed.sealed(), bound(cluster, generation, sealed.recipient().value()));
    if (whole.length != 2 * KEY_BYTES) {
      throw new CannotOpenException("what is inside is no data key");
    }
    return new DataKey(
        cluster,
        generation,
        Arrays.copyOf(whole, KEY_BYTES),
        Arrays.copyOfRange(whole, KEY_BYTES, whole.length));
  }

  private static byte[] bound(String cluster, Generation generation, String recipient) {
    return Text.bytes("quorate-data-key-1", cluster, generation.toString(), recipient);
  }

  /** Seals a value for its place. */
  public ConfigValue seal(SealedAt at, byte[] plain, String mediaType) {
    Seal seal = new Seal(generation, tag(at, plain));
    return new ConfigValue(encrypt(at, plain), mediaType, seal);
  }

  /** Seals what is inside a value of another generation. */
  Ciphertext reseal(SealedAt at, byte[] plain) {
    return new Ciphertext(encrypt(at, plain));
  }

  private byte[] encrypt(SealedAt at, byte[] plain) {
    byte[] nonce = Randomness.bytes(NONCE_BYTES);
    try {
      byte[] sealed = Arrays.copyOf(nonce, NONCE_BYTES + plain.length + AUTHENTICATION_BITS / 8);
      int written =
          cipher(Cipher.ENCRYPT_MODE, nonce, at)
              .doFinal(plain, 0, plain.length, sealed, NONCE_BYTES);
      if (NONCE_BYTES + written != sealed.length) {
        throw new IllegalStateException("sealed to " + written + " bytes");
      }
      return sealed;
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("every Java has AES-GCM", broken);
    }
  }

  /**
   * What is inside a value that was sealed under this key.
   *
   * @throws CannotOpenException when it was not, or not for this place
   */
  public byte[] open(SealedAt at, ConfigValue value) throws CannotOpenException {
    byte[] sealed = value.bytes();
    if (sealed.length < Seal.OVERHEAD) {
      throw new CannotOpenException(at + " is too short to be sealed");
    }
    try {
      return cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, NONCE_BYTES), at)
          .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
    } catch (GeneralSecurityException other) {
      throw new CannotOpenException(
          at + " does not open with data key " + generation + " at this place", other);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, SealedAt at) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(AUTHENTICATION_BITS, nonce));
    NodeId node = at.place().scope().node();
    cipher.updateAAD(
        Text.bytes(
            "quorate-secret-1",
            cluster,
            at.space().group().value(),
            node == null ? "" : node.value(),
            at.place().path().value(),
            generation.toString()));
    return cipher;
  }

  private SealTag tag(SealedAt at, byte[] plain) {
    byte[] path =
        Text.bytes("quorate-tag-1", at.space().group().value(), at.place().path().value());
    byte[] mac = mac(tagKey, path, plain);
    return new SealTag(HexFormat.of().formatHex(Arrays.copyOf(mac, TAG_BYTES)));
  }

  private static byte[] mac(byte[] under, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(under, "HmacSHA256"));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("every Java has HMAC-SHA-256", broken);
    }
  }

  /** Never the key. */
  @Override
  public String toString() {
    return "data key " + generation + ", fingerprint " + fingerprint();
  }
}
