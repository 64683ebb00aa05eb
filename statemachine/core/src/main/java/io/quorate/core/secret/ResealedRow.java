package io.quorate.core.secret;

/**
 * A value that is sealed under another key than before.
 *
 * @param row where it is stored
 * @param tag of what is inside, which must not have changed
 * @param sealed under the new key
 */
public record ResealedRow(SealedRow row, SealTag tag, Ciphertext sealed) {}
