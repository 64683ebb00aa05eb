package io.quorate.core.sim;

/** An invariant does not hold; the simulation ends here. */
final class InvariantBroken extends AssertionError {
  private static final long serialVersionUID = 1L;

  InvariantBroken(String message) {
    super(message);
  }
}
