package io.quorate.core.secret;

/**
 * That a value is sealed.
 *
 * @param generation of the data key
 * @param tag of what is inside
 */
public record Seal(Generation generation, SealTag tag) {
  /** Bytes that sealing adds to a value: 12 of a nonce and 16 that authenticate it. */
  public static final int OVERHEAD = 28;
}
