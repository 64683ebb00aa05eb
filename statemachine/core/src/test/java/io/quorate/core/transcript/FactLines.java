package io.quorate.core.transcript;

import io.quorate.core.NodeId;
import io.quorate.core.declaration.DottedNumber;
import io.quorate.core.declaration.Fact;
import io.quorate.core.declaration.GroupMember;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.declaration.Program;
import io.quorate.core.declaration.RunAs;
import io.quorate.core.facts.FactReport;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Declares facts: {@code fact NAME KIND [said] [at_least=NUMBER | rule=known] [mismatch=hold]},
 * where {@code said} is for one without a command, and {@code has NODE NAME VALUE} for what is said
 * of a member.
 */
final class FactLines {
  private FactLines() {}

  static GroupSpec fact(GroupSpec before, Words words) {
    Fact.Question question =
        new Fact.Question(
            Program.of("ask"),
            Fact.Question.DEFAULT_INTERVAL,
            Fact.Question.DEFAULT_TIMEOUT,
            RunAs.NODE);
    List<Fact> facts = new ArrayList<>(before.facts());
    facts.removeIf(fact -> fact.name().equals(words.at(1)));
    facts.add(
        new Fact(
            words.at(1),
            Fact.Kind.read(words.at(2)).orElseThrow(),
            words.from(3).contains("said") ? null : question,
            rule(words),
            Fact.OnMismatch.read(words.get("mismatch", "tell")).orElseThrow()));
    return before.comparing(facts);
  }

  private static Fact.Rule rule(Words words) {
    if (words.has("at_least")) {
      return new Fact.AtLeast(new DottedNumber(words.get("at_least")));
    }
    return words.get("rule", "equal").equals("known") ? new Fact.Known() : new Fact.Equal();
  }

  static GroupSpec has(GroupSpec before, Words words) {
    NodeId node = new NodeId(words.at(1));
    return new GroupSpec(
        before.name(),
        before.members().stream()
            .map(member -> member.node().equals(node) ? has(member, words) : member)
            .toList(),
        before.timing(),
        before.failover(),
        before.resources(),
        before.checks(),
        before.configuration(),
        before.deliveries(),
        before.facts());
  }

  private static GroupMember has(GroupMember before, Words words) {
    TreeMap<String, String> facts = new TreeMap<>(before.facts());
    facts.put(words.at(2), words.at(3));
    return new GroupMember(before.node(), before.endpoints(), facts);
  }

  /** What a member says of a fact. */
  static FactReport report(String text) {
    String[] parts = text.split(":", 2);
    return parts[1].startsWith("!")
        ? FactReport.failed(parts[0], parts[1].substring(1))
        : FactReport.known(parts[0], parts[1]);
  }
}
