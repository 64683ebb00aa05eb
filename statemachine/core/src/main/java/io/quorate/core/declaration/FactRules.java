package io.quorate.core.declaration;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What the facts of a declaration must satisfy. */
final class FactRules {
  private static final CountRange FACTS = new CountRange(0, 64);

  private final Findings findings;
  private final Map<String, Fact> facts = new HashMap<>();
  private String at = "";

  private FactRules(Findings findings) {
    this.findings = findings;
  }

  static void check(GroupSpec spec, Findings findings) {
    findings.size("facts", spec.facts().size(), FACTS);
    FactRules rules = new FactRules(findings);
    Set<String> names = new HashSet<>();
    for (int i = 0; i < spec.facts().size(); i++) {
      Fact fact = spec.facts().get(i);
      rules.at = "facts[" + i + "]";
      findings.unique(rules.at + ".name", fact.name(), names);
      rules.check(fact);
    }
    for (int i = 0; i < spec.members().size(); i++) {
      String path = "members[" + i + "].facts.";
      spec.members().get(i).facts().forEach((name, value) -> rules.said(path + name, name, value));
    }
  }

  private void check(Fact fact) {
    facts.put(fact.name(), fact);
    Fact.Question question = fact.question();
    if (question != null) {
      question.check(findings, at);
    }
    if (fact.rule() instanceof Fact.AtLeast rule) {
      findings.text(at + ".at_least", rule.least().text(), Fact.VALUE_BYTES);
    }
    if (question == null && fact.rule() instanceof Fact.Known) {
      findings.invalid(
          at + ".rule",
          "asks for no more than that a command succeeds, and there is none",
          "give it a command, or the rule equal");
    }
  }

  /** A value that the declaration says of a member. */
  private void said(String path, String name, String value) {
    Fact fact = facts.get(name);
    if (fact == null) {
      findings.invalid(path, "there is no fact '" + name + "'", "declare it under facts");
    } else if (fact.question() != null) {
      findings.invalid(
          path,
          "'" + name + "' has a command, whose output is its value",
          "leave out the command or the value");
    }
    findings.text(path, value, Fact.VALUE_BYTES);
    if (value.isBlank() || !value.strip().equals(value) || value.lines().count() > 1) {
      findings.invalid(
          path,
          "'" + Findings.shown(value) + "' is no value",
          "write one line without blanks around it; leave it out for a member that has none");
    }
  }
}
