package io.quorate.core.secret;

/**
 * A data key, sealed to a recipient.
 *
 * @param recipient who can open it
 * @param to the public key that it was sealed to
 * @param sealed what only the private key opens
 */
public record SealedKey(RecipientName recipient, RecipientKey to, Ciphertext sealed) {
  /** Whether the recipient, as it is now, is who it was sealed to. */
  public boolean fits(Recipient present) {
    return recipient.equals(present.name()) && to.equals(present.key());
  }
}
