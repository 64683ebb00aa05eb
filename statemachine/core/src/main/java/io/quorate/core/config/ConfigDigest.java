package io.quorate.core.config;

import io.quorate.core.secret.Seal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Tells one content of a space from another: the sum, modulo 2^256, of the SHA-256 of each place
 * with its value. A change costs what changed, and the order of changes does not matter.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record ConfigDigest(String hex) {
  /** Of an empty space. */
  public static final ConfigDigest EMPTY = new ConfigDigest("0".repeat(64));

  private static final int BITS = 256;
  private static final BigInteger MASK = BigInteger.ONE.shiftLeft(BITS).subtract(BigInteger.ONE);
  private static final int RADIX = 16;

  /** The sum as it is here, to change it. */
  Sum sum() {
    return new Sum(new BigInteger(hex, RADIX));
  }

  /** A digest in the making. */
  static final class Sum {
    private final MessageDigest sha = sha256();
    private BigInteger number;

    private Sum(BigInteger number) {
      this.number = number;
    }

    /** From here on with this value at the place. */
    void add(ConfigPlace place, ConfigValue value) {
      number = number.add(hash(place, value));
    }

    /** From here on without it. */
    void remove(ConfigPlace place, ConfigValue value) {
      number = number.subtract(hash(place, value));
    }

    ConfigDigest digest() {
      return of(number);
    }

    private BigInteger hash(ConfigPlace place, ConfigValue value) {
      sha.update(place.key().getBytes(StandardCharsets.UTF_8));
      sha.update((byte) 0);
      sha.update(value.mediaType().getBytes(StandardCharsets.UTF_8));
      Seal seal = value.seal();
      if (seal == null) {
        sha.update((byte) 0);
        return new BigInteger(1, sha.digest(value.bytes()));
      }
      sha.update((byte) 1); // what is inside, so that a new key makes no other configuration
      return new BigInteger(1, sha.digest(seal.tag().hex().getBytes(StandardCharsets.UTF_8)));
    }
  }

  private static ConfigDigest of(BigInteger number) {
    String digits = number.and(MASK).toString(RADIX);
    return new ConfigDigest("0".repeat(EMPTY.hex.length() - digits.length()) + digits);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException broken) {
      throw new IllegalStateException("every Java has SHA-256", broken);
    }
  }

  @Override
  public String toString() {
    return hex;
  }
}
