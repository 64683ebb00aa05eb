package io.quorate.core.secret;

import java.util.Arrays;

/** Sealed bytes. Never changed; compared by content. */
public final class Ciphertext {
  private final byte[] bytes;

  /**
   * Of these bytes.
   *
   * @param bytes kept as they are; the caller does not change them afterwards
   */
  public Ciphertext(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The bytes, not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** How many there are. */
  public int size() {
    return bytes.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Ciphertext sealed && Arrays.equals(bytes, sealed.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return bytes.length + " sealed bytes";
  }
}
