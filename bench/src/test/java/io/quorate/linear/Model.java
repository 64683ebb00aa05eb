package io.quorate.linear;

/**
 * What an object does when one operation follows the other. Must be deterministic, and states,
 * inputs and outputs must have equality by value.
 *
 * @param <S> states
 * @param <I> what is asked
 * @param <O> what is answered
 */
public interface Model<S, I, O> {
  /** The state before all operations. */
  S initial();

  /** What this operation does in this state. */
  Step<S, O> step(S state, I input);

  /**
   * What an operation does.
   *
   * @param next the state after it
   * @param output what it answers
   */
  record Step<S, O>(S next, O output) {}
}
