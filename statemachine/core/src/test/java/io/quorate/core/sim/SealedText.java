package io.quorate.core.sim;

import io.quorate.core.config.ConfigValue;
import io.quorate.core.secret.Ciphertext;
import io.quorate.core.secret.KeyFingerprint;
import io.quorate.core.secret.Seal;
import io.quorate.core.secret.SealTag;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Stands for a cipher: what is sealed shows under which data key it is, and what is inside.
 *
 * @param key the data key, by its fingerprint
 * @param inside up to 16 characters
 */
record SealedText(KeyFingerprint key, String inside) {

  static SealedText of(ConfigValue value) {
    String text = new String(value.bytes(), StandardCharsets.US_ASCII);
    int from = Seal.OVERHEAD - KeyFingerprint.DIGITS;
    return new SealedText(
        new KeyFingerprint(text.substring(from, Seal.OVERHEAD)), text.substring(Seal.OVERHEAD));
  }

  SealTag tag() {
    BigInteger number = new BigInteger(1, inside.getBytes(StandardCharsets.US_ASCII));
    return new SealTag(String.format(Locale.ROOT, "%032x", number));
  }

  Ciphertext bytes() {
    String overhead = "0".repeat(Seal.OVERHEAD - KeyFingerprint.DIGITS) + key.hex();
    return new Ciphertext((overhead + inside).getBytes(StandardCharsets.US_ASCII));
  }
}
