package io.quorate.core.config;

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

  /** With this value at the place. */
  ConfigDigest with(ConfigPlace place, ConfigValue value) {
    return of(number().add(hash(place, value)));
  }

  /** Without it. */
  ConfigDigest without(ConfigPlace place, ConfigValue value) {
    return of(number().subtract(hash(place, value)));
  }

  private BigInteger number() {
    return new BigInteger(hex, RADIX);
  }

  private static ConfigDigest of(BigInteger number) {
    String digits = number.and(MASK).toString(RADIX);
    return new ConfigDigest("0".repeat(EMPTY.hex.length() - digits.length()) + digits);
  }

  private static BigInteger hash(ConfigPlace place, ConfigValue value) {
    MessageDigest sha = sha256();
    sha.update(place.key().getBytes(StandardCharsets.UTF_8));
    sha.update((byte) 0);
    sha.update(value.mediaType().getBytes(StandardCharsets.UTF_8));
    sha.update((byte) 0);
    return new BigInteger(1, sha.digest(value.bytes()));
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
