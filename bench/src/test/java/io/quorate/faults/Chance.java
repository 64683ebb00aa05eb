package io.quorate.faults;

import java.util.SplittableRandom;

/** Chance in a test that can be repeated: its seed is said when it begins, and may be given. */
final class Chance {
  private static final String SEED = "faults.seed";

  private Chance() {}

  /** Chance for a test that is told of in these words. */
  static SplittableRandom of(String what) {
    long seed = Long.getLong(SEED, System.nanoTime());
    Scene.say(what + ", -D" + SEED + "=" + seed);
    return new SplittableRandom(seed);
  }
}
