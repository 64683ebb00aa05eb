package io.quorate.core.declaration;

import io.quorate.core.NodeId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the section {@code configuration} of a declaration must satisfy. */
final class ConfigurationRules {
  private static final String AT = "configuration";

  /** How many rules of one kind there may be. */
  private static final CountRange RULES = new CountRange(0, 64);

  /** How many patterns one rule may have. */
  private static final CountRange PATTERNS = new CountRange(1, 64);

  /** How many patterns all of it may have: each change of a value is held against all. */
  private static final CountRange ALL_PATTERNS = new CountRange(0, 256);

  /** Longest reason, in bytes. */
  private static final int WHY_BYTES = 200;

  private final GroupConfiguration configuration;
  private final Findings findings;
  private int patterns;

  private ConfigurationRules(GroupConfiguration configuration, Findings findings) {
    this.configuration = configuration;
    this.findings = findings;
  }

  static void check(GroupSpec spec, Findings findings) {
    new ConfigurationRules(spec.configuration(), findings).check();
    ValidationCommand validation = spec.configuration().validation();
    if (validation != null) {
      Set<NodeId> members = new HashSet<>();
      spec.members().forEach(member -> members.add(member.node()));
      validation.check(AT + ".validation", members, findings);
    }
  }

  private void check() {
    scopes();
    external();
    constraints();
    schemas();
    findings.size(AT, patterns, ALL_PATTERNS);
  }

  private void scopes() {
    List<ScopeRule> rules = configuration.scopes();
    findings.size(AT + ".scopes", rules.size(), RULES);
    List<Ranked> seen = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      ScopeRule rule = rules.get(i);
      String at = AT + ".scopes[" + i + "]";
      paths(at + ".paths", rule.paths());
      findings.text(at + ".why", rule.why(), WHY_BYTES);
      condition(at, rule);
      for (int j = 0; j < rule.paths().size(); j++) {
        Ranked next = new Ranked(at + ".paths[" + j + "]", rule.paths().get(j), rule);
        seen.forEach(earlier -> tie(earlier, next));
        seen.add(next);
      }
    }
  }

  /** A pattern with the rule that it is of. */
  private record Ranked(String at, PathPattern pattern, ScopeRule rule) {}

  private void tie(Ranked earlier, Ranked next) {
    if (earlier.pattern().literals() == next.pattern().literals()
        && !earlier.rule().agrees(next.rule())
        && earlier.pattern().meets(next.pattern())) {
      findings.invalid(
          next.at(),
          "'"
              + next.pattern()
              + "' and '"
              + earlier.pattern()
              + "' ("
              + earlier.at()
              + ") match the same paths, have equally many literal segments, and say different"
              + " scopes",
          "make one of them more precise at its beginning, or give both one scope");
    }
  }

  private void condition(String at, ScopeRule rule) {
    PathPattern when = rule.when();
    if (when == null) {
      return;
    }
    findings.weigh(when.value());
    if (rule.scope() == ValueScope.EITHER) {
      findings.invalid(
          at + ".when", "a condition of scope either would change nothing", "leave it out");
    }
    if (!when.literal()) {
      findings.invalid(
          at + ".when", "'" + when + "' is not one path", "name one path, without '*'");
      return;
    }
    common(at + ".when", when);
  }

  /** Whether there is always a value for all members at the path, if any. */
  private void common(String at, PathPattern path) {
    ScopeRule governing = configuration.rule(path.value());
    if (!governing.scope().allowsCluster() || governing.when() != null) {
      findings.invalid(
          at,
          "the scope of '" + path + "' is not always cluster, so it cannot be named here",
          "name a path of which there is one value for all members");
    }
  }

  private void external() {
    List<ExternalPaths> all = configuration.external();
    findings.size(AT + ".external", all.size(), RULES);
    Set<String> owners = new HashSet<>();
    for (int i = 0; i < all.size(); i++) {
      String at = AT + ".external[" + i + "]";
      findings.unique(at + ".owner", all.get(i).owner(), owners);
      paths(at + ".paths", all.get(i).paths());
      for (int j = 0; j < i; j++) {
        overlap(at, all.get(i), all.get(j));
      }
    }
  }

  private void overlap(String at, ExternalPaths one, ExternalPaths other) {
    for (PathPattern pattern : one.paths()) {
      if (other.paths().stream().anyMatch(pattern::meets)) {
        findings.invalid(
            at + ".paths",
            "'" + pattern + "' has paths that " + other.owner() + " owns too",
            "let one system own a path");
      }
    }
  }

  private void constraints() {
    List<ValueConstraint> all = configuration.constraints();
    findings.size(AT + ".constraints", all.size(), RULES);
    for (int i = 0; i < all.size(); i++) {
      paths(AT + ".constraints[" + i + "].paths", all.get(i).paths());
    }
  }

  private void schemas() {
    List<SchemaRule> all = configuration.schemas();
    findings.size(AT + ".schemas", all.size(), RULES);
    for (int i = 0; i < all.size(); i++) {
      String at = AT + ".schemas[" + i + "]";
      paths(at + ".paths", all.get(i).paths());
      schema(at + ".schema", all.get(i).schema());
      for (int j = 0; j < i; j++) {
        tie(at, all.get(i), all.get(j));
      }
    }
  }

  private void schema(String at, PathPattern schema) {
    findings.weigh(schema.value());
    if (!schema.literal()) {
      findings.invalid(at, "'" + schema + "' is not one path", "name one path, without '*'");
      return;
    }
    common(at, schema);
    if (configuration.schema(schema.value()).isPresent()) {
      findings.invalid(
          at,
          "'" + schema + "' has a schema itself",
          "keep schemas where no pattern of a schema matches");
    }
  }

  private void tie(String at, SchemaRule one, SchemaRule other) {
    if (one.schema().equals(other.schema())) {
      return;
    }
    for (PathPattern pattern : one.paths()) {
      for (PathPattern theirs : other.paths()) {
        if (pattern.literals() == theirs.literals() && pattern.meets(theirs)) {
          findings.invalid(
              at + ".paths",
              "'"
                  + pattern
                  + "' and '"
                  + theirs
                  + "' match the same paths, have equally many literal segments, and say different"
                  + " schemas",
              "make one of them more precise at its beginning");
        }
      }
    }
  }

  private void paths(String at, List<PathPattern> paths) {
    findings.size(at, paths.size(), PATTERNS);
    patterns += paths.size();
    paths.forEach(pattern -> findings.weigh(pattern.value()));
  }
}
