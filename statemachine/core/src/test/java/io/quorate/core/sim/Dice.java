package io.quorate.core.sim;

import java.util.List;
import java.util.SplittableRandom;

/** Chance for one concern; concerns do not disturb each other's sequences. */
final class Dice {
  /** What chance is needed for. */
  enum Concern {
    SCENARIO(7919),
    CLOCKS(15838),
    NETWORK(23757),
    RAFT(31676),
    SERVICES(39595),
    FAULTS(47514),
    OPERATORS(55_433);

    private final long salt;

    Concern(long salt) {
      this.salt = salt;
    }
  }

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final SplittableRandom random;

  Dice(long seed, Concern concern) {
    this.random = new SplittableRandom(seed * GOLDEN + concern.salt);
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** From {@code low} to {@code high}, both possible. */
  long between(long low, long high) {
    return low + random.nextLong(high - low + 1);
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  double fraction() {
    return random.nextDouble();
  }

  <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
