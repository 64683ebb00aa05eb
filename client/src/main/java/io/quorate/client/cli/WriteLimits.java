package io.quorate.client.cli;

/** How much one request may change of what a group keeps. */
final class WriteLimits {
  /** Values. */
  static final int CHANGES = 1_000;

  /** Bytes of their paths and values. */
  static final int BYTES = 640 << 10;

  private WriteLimits() {}
}
