package io.quorate.linear;

import io.quorate.linear.GroupState.Automation;
import io.quorate.linear.GroupTold.Change;
import java.util.List;

/**
 * A group's history as text, one operation in each line, for people and for tests: from, to (both
 * in nanoseconds), client, question, answer; a question mark where there was no answer.
 */
public final class GroupHistoryText {
  private static final String FIELD = "\t";
  private static final String UNKNOWN = "?";
  private static final int FIELDS = 5;

  private GroupHistoryText() {}

  /** One line for each, by the time it was asked. */
  public static String write(List<Operation<GroupAsk, GroupTold>> history) {
    return HistoryVerdict.text(history);
  }

  /**
   * Reads what was written.
   *
   * @throws IllegalArgumentException when it is something else
   */
  public static List<Operation<GroupAsk, GroupTold>> read(String text) {
    return text.lines().map(GroupHistoryText::operation).toList();
  }

  private static Operation<GroupAsk, GroupTold> operation(String line) {
    String[] fields = line.split(FIELD, -1);
    if (fields.length != FIELDS) {
      throw new IllegalArgumentException("not an operation: " + line);
    }
    Outcome<GroupTold> outcome =
        fields[1].equals(UNKNOWN)
            ? new Outcome.Unknown<>()
            : new Outcome.Answered<>(told(fields[4].split(" ", -1)), Long.parseLong(fields[1]));
    return new Operation<>(
        fields[2], ask(fields[3].split(" ", -1)), Long.parseLong(fields[0]), outcome);
  }

  private static GroupAsk ask(String[] words) {
    return switch (words[0]) {
      case "apply" ->
          words.length == 2
              ? new GroupAsk.Apply(Integer.parseInt(words[1]))
              : new GroupAsk.ApplyOn(Integer.parseInt(words[1]), Long.parseLong(words[3]));
      case "switch" -> new GroupAsk.Switch(Automation.valueOf(words[1]));
      case "show" -> new GroupAsk.Show();
      case "status" -> new GroupAsk.Status();
      default -> throw new IllegalArgumentException("not a question: " + words[0]);
    };
  }

  private static GroupTold told(String[] words) {
    return switch (words[0]) {
      case "conflict" -> new GroupTold.Conflict();
      case "missing" -> new GroupTold.Missing();
      case "switched" -> new GroupTold.Switched(Change.valueOf(words[1]));
      case "shown" -> new GroupTold.Shown(Integer.parseInt(words[1]), Long.parseLong(words[2]));
      case "seen" -> new GroupTold.Seen(Long.parseLong(words[1]), Automation.valueOf(words[2]));
      default -> new GroupTold.Applied(Change.valueOf(words[0]), Long.parseLong(words[1]));
    };
  }
}
