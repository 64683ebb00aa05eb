package io.quorate.linear;

import java.util.List;
import java.util.Optional;

/** What is wrong with a group's history, in words. */
public final class GroupVerdict {
  /** A history is a few hundred operations; one that can be explained needs little more. */
  private static final int LIMIT = 500_000;

  private static final int LAST = 12;

  private GroupVerdict() {}

  /** Why the history cannot be explained; empty when it can. */
  public static Optional<String> against(List<Operation<GroupAsk, GroupTold>> history) {
    Verdict<GroupAsk, GroupTold> verdict = Linearizability.check(new GroupModel(), history, LIMIT);
    if (verdict instanceof Verdict.Violated<GroupAsk, GroupTold> violated) {
      List<Operation<GroupAsk, GroupTold>> longest = violated.longest();
      return Optional.of(
          "NOT LINEARIZABLE. After these operations, in this order, the last of "
              + longest.size()
              + ":\n"
              + lines(longest.subList(Math.max(0, longest.size() - LAST), longest.size()))
              + "one of these had to come next, and could not:\n"
              + lines(violated.open()));
    }
    if (verdict instanceof Verdict.Undecided<GroupAsk, GroupTold> undecided) {
      return Optional.of("not decided after " + undecided.tried() + " situations");
    }
    return Optional.empty();
  }

  private static String lines(List<Operation<GroupAsk, GroupTold>> operations) {
    StringBuilder lines = new StringBuilder();
    operations.forEach(
        operation -> lines.append("  ").append(GroupHistoryText.line(operation)).append('\n'));
    return lines.toString();
  }
}
