package io.quorate.core.sim;

import java.util.List;
import java.util.SplittableRandom;

/** Chance for one concern; concerns do not disturb each other's sequences. */
final class Dice {
  /** What chance is needed for. */
  enum Concern {
    SCENARIO(0),
    CLOCKS(1),
    NETWORK(2),
    RAFT(3),
    SERVICES(4),
    FAULTS(5),
    OPERATORS(6),
    WEAR(7),
    MOMENTS(8),
    PROGRAMS(9),
    CONFIGURATION(10),
    SECRETS(11),
    REPLACEMENTS(12);

    /** Between the numbers of two seeds: more than there are concerns, so that they never meet. */
    private static final int STRIDE = 16;

    private final int number;

    Concern(int number) {
      this.number = number;
    }
  }

  private final SplittableRandom random;

  Dice(long seed, Concern concern) {
    this.random = new SplittableRandom(mixed(seed * Concern.STRIDE + concern.number));
  }

  /**
   * The finalizer of MurmurHash3. A generator of the JDK walks in steps of one constant, so seeds
   * that lie such a step apart would give the same chances, one throw later.
   */
  private static long mixed(long seed) {
    long bits = seed;
    bits = (bits ^ (bits >>> 33)) * 0xff51afd7ed558ccdL;
    bits = (bits ^ (bits >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return bits ^ (bits >>> 33);
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
