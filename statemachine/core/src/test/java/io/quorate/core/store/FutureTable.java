package io.quorate.core.store;

import io.quorate.core.FeatureLevel;

/** A table such as a later version adds. */
public final class FutureTable {
  private FutureTable() {}

  /** A table that is written from the level on. */
  public static Table<String> since(FeatureLevel level) {
    return new Table<>("future", String.class, level);
  }
}
