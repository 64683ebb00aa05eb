package io.quorate.core.transcript;

import io.quorate.core.NodeId;
import io.quorate.core.declaration.ExternalPaths;
import io.quorate.core.declaration.FieldReader;
import io.quorate.core.declaration.GroupConfiguration;
import io.quorate.core.declaration.Program;
import io.quorate.core.declaration.SchemaRule;
import io.quorate.core.declaration.ScopeRule;
import io.quorate.core.declaration.ValidationCommand;
import io.quorate.core.declaration.ValueConstraint;
import java.util.ArrayList;
import java.util.List;

/**
 * What the configuration of a group may be, from named words: {@code default=SCOPE}, {@code
 * scopes=SCOPE[?CONDITION]:PATTERN+PATTERN[:WHY],...}, {@code external=OWNER:PATTERN+PATTERN,...}
 * {@code constraints=RULE:PATTERN+PATTERN,...}, {@code schemas=PATH:PATTERN+PATTERN,...} and {@code
 * validation=PROGRAM,NODE,...}.
 */
final class ConfigurationWords {
  private static final String AT = "configuration";

  private ConfigurationWords() {}

  static GroupConfiguration read(FieldReader fields, Words words) {
    List<ScopeRule> scopes = new ArrayList<>();
    for (String text : words.list("scopes")) {
      scopes.add(scope(fields, AT + ".scopes[" + scopes.size() + "]", text.split(":", -1)));
    }
    List<ExternalPaths> external = new ArrayList<>();
    for (String text : words.list("external")) {
      String at = AT + ".external[" + external.size() + "]";
      String[] parts = text.split(":", -1);
      external.add(
          new ExternalPaths(
              fields.name(at + ".owner", parts[0]),
              fields.patterns(at + ".paths", patterns(parts[1]))));
    }
    return new GroupConfiguration(
        words.has("default") ? fields.scope(AT + ".default_scope", words.get("default")) : null,
        scopes,
        external,
        constraints(fields, words),
        schemas(fields, words),
        words.has("validation") ? validation(fields, words.list("validation")) : null);
  }

  private static ValidationCommand validation(FieldReader fields, List<String> words) {
    List<NodeId> nodes = new ArrayList<>();
    for (String node : words.subList(1, words.size())) {
      nodes.add(fields.node(AT + ".validation.nodes[" + nodes.size() + "]", node));
    }
    return new ValidationCommand(
        Program.of(words.get(0)), ValidationCommand.DEFAULT_TIMEOUT, nodes);
  }

  private static List<SchemaRule> schemas(FieldReader fields, Words words) {
    List<SchemaRule> schemas = new ArrayList<>();
    for (String text : words.list("schemas")) {
      String at = AT + ".schemas[" + schemas.size() + "]";
      String[] parts = text.split(":", -1);
      schemas.add(
          new SchemaRule(
              fields.pattern(at + ".schema", parts[0]),
              fields.patterns(at + ".paths", patterns(parts[1]))));
    }
    return schemas;
  }

  private static List<ValueConstraint> constraints(FieldReader fields, Words words) {
    List<ValueConstraint> constraints = new ArrayList<>();
    for (String text : words.list("constraints")) {
      String at = AT + ".constraints[" + constraints.size() + "]";
      String[] parts = text.split(":", -1);
      constraints.add(
          new ValueConstraint(
              fields.constraint(at + ".rule", parts[0]),
              fields.patterns(at + ".paths", patterns(parts[1]))));
    }
    return constraints;
  }

  private static ScopeRule scope(FieldReader fields, String at, String[] parts) {
    String[] scope = parts[0].split("\\?", -1);
    return new ScopeRule(
        fields.scope(at + ".scope", scope[0]),
        fields.patterns(at + ".paths", patterns(parts[1])),
        scope.length > 1 ? fields.pattern(at + ".when", scope[1]) : null,
        parts.length > 2 ? parts[2] : "");
  }

  private static List<String> patterns(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split("\\+", -1));
  }
}
