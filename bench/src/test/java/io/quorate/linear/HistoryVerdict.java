package io.quorate.linear;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What is wrong with a history, in words, and the history as text. */
public final class HistoryVerdict {
  /** A history is a few hundred operations; one that can be explained needs little more. */
  private static final int LIMIT = 500_000;

  private static final int LAST = 12;
  private static final String FIELD = "\t";
  private static final String UNKNOWN = "?";

  private HistoryVerdict() {}

  /** Why the history cannot be explained; empty when it can. */
  public static <S, I, O> Optional<String> against(
      Model<S, I, O> model, List<Operation<I, O>> history) {
    Verdict<I, O> verdict = Linearizability.check(model, history, LIMIT);
    if (verdict instanceof Verdict.Violated<I, O> violated) {
      List<Operation<I, O>> longest = violated.longest();
      return Optional.of(
          "NOT LINEARIZABLE. After these operations, in this order, the last of "
              + longest.size()
              + ":\n"
              + lines(longest.subList(Math.max(0, longest.size() - LAST), longest.size()))
              + "one of these had to come next, and could not:\n"
              + lines(violated.open()));
    }
    if (verdict instanceof Verdict.Undecided<I, O> undecided) {
      return Optional.of("not decided after " + undecided.tried() + " situations");
    }
    return Optional.empty();
  }

  private static <I, O> String lines(List<Operation<I, O>> operations) {
    StringBuilder lines = new StringBuilder();
    operations.forEach(operation -> lines.append("  ").append(line(operation)).append('\n'));
    return lines.toString();
  }

  /** One line for each, by the time it was asked. */
  public static <I, O> String text(List<Operation<I, O>> history) {
    List<Operation<I, O>> sorted = new ArrayList<>(history);
    sorted.sort(Comparator.comparingLong(Operation::invokedNanos));
    StringBuilder text = new StringBuilder();
    sorted.forEach(operation -> text.append(line(operation)).append('\n'));
    return text.toString();
  }

  /**
   * One operation: from, to (both in nanoseconds), client, question, answer; a question mark where
   * there was no answer.
   */
  public static <I, O> String line(Operation<I, O> operation) {
    String to = UNKNOWN;
    String answer = UNKNOWN;
    if (operation.outcome() instanceof Outcome.Answered<O> answered) {
      to = Long.toString(answered.nanos());
      answer = String.valueOf(answered.output());
    }
    return String.join(
        FIELD,
        Long.toString(operation.invokedNanos()),
        to,
        operation.client(),
        String.valueOf(operation.input()),
        answer);
  }
}
