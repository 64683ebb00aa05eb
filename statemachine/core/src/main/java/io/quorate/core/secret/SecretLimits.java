package io.quorate.core.secret;

/** How much of everything there may be. */
public final class SecretLimits {
  /** Rows that are sealed anew by one entry of the log. */
  public static final int RESEALED_ROWS = 100;

  /** Bytes of the values of those, unless the first alone has more. */
  public static final int RESEALED_BYTES = 512 << 10;

  /** Recovery keys. */
  public static final int RECOVERY_KEYS = 8;

  /** Bytes of a data key that is sealed to a recipient. */
  public static final int SEALED_KEY_BYTES = 256;

  /** Data keys at one time: one, or two while secrets are sealed anew. */
  public static final int GENERATIONS = 2;

  private SecretLimits() {}
}
