package io.quorate.linear;

import java.util.List;

/**
 * What can be said of a history.
 *
 * @param <I> what is asked
 * @param <O> what is answered
 */
public sealed interface Verdict<I, O> {
  /**
   * One after the other, these operations explain everything that was answered.
   *
   * @param order all that were answered, and those without an answer that had an effect
   */
  record Linearizable<I, O>(List<Operation<I, O>> order) implements Verdict<I, O> {}

  /**
   * No order explains it.
   *
   * @param longest the longest order that explains a part
   * @param open one of these had to come next, and none could
   */
  record Violated<I, O>(List<Operation<I, O>> longest, List<Operation<I, O>> open)
      implements Verdict<I, O> {}

  /**
   * The search was given up.
   *
   * @param tried how many situations it had been in
   */
  record Undecided<I, O>(int tried) implements Verdict<I, O> {}
}
