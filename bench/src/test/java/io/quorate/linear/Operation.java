package io.quorate.linear;

/**
 * One call of one client. What surely did not happen is no operation, and is left out of a history.
 *
 * @param client who asked; for people
 * @param input what was asked
 * @param invokedNanos when, on the clock that all clients share
 * @param outcome how it ended
 */
public record Operation<I, O>(String client, I input, long invokedNanos, Outcome<O> outcome) {
  /** When the answer was there; for ever in the future when there was none. */
  long endNanos() {
    return outcome instanceof Outcome.Answered<O> answered ? answered.nanos() : Long.MAX_VALUE;
  }

  boolean answered() {
    return outcome instanceof Outcome.Answered<O>;
  }

  /** Whether the client may have seen this output. */
  boolean admits(O output) {
    return !(outcome instanceof Outcome.Answered<O> answered) || answered.output().equals(output);
  }
}
