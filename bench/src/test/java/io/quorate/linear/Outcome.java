package io.quorate.linear;

/**
 * What a client knows of the end of an operation.
 *
 * @param <O> what is answered
 */
public sealed interface Outcome<O> {
  /**
   * The answer.
   *
   * @param output what was said
   * @param nanos when it was there
   */
  record Answered<O>(O output, long nanos) implements Outcome<O> {}

  /** No answer: it may have happened, may happen at any later time, or never. */
  record Unknown<O>() implements Outcome<O> {}
}
