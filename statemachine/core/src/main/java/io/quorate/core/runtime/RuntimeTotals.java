package io.quorate.core.runtime;

import io.quorate.core.store.Counter;

/** What the runtime entries of all groups come to: counted, not looked for. */
final class RuntimeTotals {
  /** How many there are, with those that are left to sweep. */
  static final Counter ENTRIES = new Counter("runtime-entries");

  /** Bytes of their paths and values. */
  static final Counter BYTES = new Counter("runtime-bytes");

  /** How many end with an epoch. */
  static final Counter BOUND = new Counter("runtime-bound");

  private RuntimeTotals() {}
}
