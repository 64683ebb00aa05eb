package io.quorate.server.guard;

/**
 * An order for one service. Only a generation that the guard has not done yet makes it act, so an
 * order that is read twice has no second effect.
 *
 * @param generation counts the orders of the slot, from 1; 0 when there was none
 * @param state what is wanted
 */
record Wanted(long generation, WantedState state) {
  private static final int STATE_BITS = 8;
  private static final long STATE_MASK = (1L << STATE_BITS) - 1;

  static final Wanted NOTHING = new Wanted(0, WantedState.STOPPED);

  static Wanted decode(long word) {
    return new Wanted(word >>> STATE_BITS, WantedState.of(word & STATE_MASK));
  }

  long encode() {
    return (generation << STATE_BITS) | state.code();
  }

  Wanted next(WantedState wanted) {
    return new Wanted(generation + 1, wanted);
  }
}
