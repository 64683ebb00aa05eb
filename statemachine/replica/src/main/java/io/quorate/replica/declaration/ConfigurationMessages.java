package io.quorate.replica.declaration;

import io.quorate.core.NodeId;
import io.quorate.core.declaration.ExternalPaths;
import io.quorate.core.declaration.GroupConfiguration;
import io.quorate.core.declaration.PathPattern;
import io.quorate.core.declaration.SchemaRule;
import io.quorate.core.declaration.ScopeRule;
import io.quorate.core.declaration.ValidationCommand;
import io.quorate.core.declaration.ValueConstraint;
import io.quorate.core.declaration.ValueScope;
import java.util.ArrayList;
import java.util.List;

/** What the configuration of a group may be. */
final class ConfigurationMessages {
  private static final String AT = "configuration";

  private ConfigurationMessages() {}

  static GroupConfiguration read(MessageFields fields, io.quorate.v1.GroupConfiguration message) {
    String scope = message.getDefaultScope();
    return new GroupConfiguration(
        scope.isEmpty() ? null : fields.values().scope(AT + ".default_scope", scope),
        scopes(fields, message.getScopesList()),
        external(fields, message.getExternalList()),
        constraints(fields, message.getConstraintsList()),
        schemas(fields, message.getSchemasList()),
        message.hasValidation() ? validation(fields, message.getValidation()) : null);
  }

  private static List<ScopeRule> scopes(
      MessageFields fields, List<io.quorate.v1.ScopeRule> messages) {
    List<ScopeRule> rules = new ArrayList<>();
    for (io.quorate.v1.ScopeRule message : messages) {
      String path = AT + ".scopes[" + rules.size() + "]";
      String when = message.getWhen();
      rules.add(
          new ScopeRule(
              fields.values().scope(path + ".scope", message.getScope()),
              fields.values().patterns(path + ".paths", message.getPathsList()),
              when.isEmpty() ? null : fields.values().pattern(path + ".when", when),
              fields.values().words(path + ".why", message.getWhy())));
    }
    return rules;
  }

  private static List<ExternalPaths> external(
      MessageFields fields, List<io.quorate.v1.ExternalPaths> messages) {
    List<ExternalPaths> external = new ArrayList<>();
    for (io.quorate.v1.ExternalPaths message : messages) {
      String path = AT + ".external[" + external.size() + "]";
      external.add(
          new ExternalPaths(
              fields.values().name(path + ".owner", message.getOwner()),
              fields.values().patterns(path + ".paths", message.getPathsList())));
    }
    return external;
  }

  private static List<ValueConstraint> constraints(
      MessageFields fields, List<io.quorate.v1.ValueConstraint> messages) {
    List<ValueConstraint> constraints = new ArrayList<>();
    for (io.quorate.v1.ValueConstraint message : messages) {
      String path = AT + ".constraints[" + constraints.size() + "]";
      constraints.add(
          new ValueConstraint(
              fields.values().constraint(path + ".rule", message.getRule()),
              fields.values().patterns(path + ".paths", message.getPathsList())));
    }
    return constraints;
  }

  private static List<SchemaRule> schemas(
      MessageFields fields, List<io.quorate.v1.SchemaRule> messages) {
    List<SchemaRule> schemas = new ArrayList<>();
    for (io.quorate.v1.SchemaRule message : messages) {
      String path = AT + ".schemas[" + schemas.size() + "]";
      schemas.add(
          new SchemaRule(
              fields.values().pattern(path + ".schema", message.getSchema()),
              fields.values().patterns(path + ".paths", message.getPathsList())));
    }
    return schemas;
  }

  private static ValidationCommand validation(
      MessageFields fields, io.quorate.v1.ValidationCommand message) {
    String path = AT + ".validation";
    List<NodeId> nodes = new ArrayList<>();
    for (String node : message.getNodesList()) {
      nodes.add(fields.values().node(path + ".nodes[" + nodes.size() + "]", node));
    }
    return new ValidationCommand(
        fields.values().program(path + ".command", message.getCommandList()),
        fields.duration(
            path + ".timeout",
            message.hasTimeout() ? message.getTimeout() : null,
            ValidationCommand.DEFAULT_TIMEOUT,
            ValidationCommand.TIMEOUT),
        nodes);
  }

  static io.quorate.v1.GroupConfiguration of(GroupConfiguration configuration) {
    ValueScope scope = configuration.defaultScope();
    io.quorate.v1.GroupConfiguration.Builder message =
        io.quorate.v1.GroupConfiguration.newBuilder()
            .setDefaultScope(scope == null ? "" : scope.toString());
    for (ScopeRule rule : configuration.scopes()) {
      PathPattern when = rule.when();
      message.addScopes(
          io.quorate.v1.ScopeRule.newBuilder()
              .setScope(rule.scope().toString())
              .addAllPaths(texts(rule.paths()))
              .setWhen(when == null ? "" : when.value())
              .setWhy(rule.why()));
    }
    for (ExternalPaths external : configuration.external()) {
      message.addExternal(
          io.quorate.v1.ExternalPaths.newBuilder()
              .setOwner(external.owner())
              .addAllPaths(texts(external.paths())));
    }
    for (ValueConstraint constraint : configuration.constraints()) {
      message.addConstraints(
          io.quorate.v1.ValueConstraint.newBuilder()
              .setRule(constraint.rule().toString())
              .addAllPaths(texts(constraint.paths())));
    }
    for (SchemaRule schema : configuration.schemas()) {
      message.addSchemas(
          io.quorate.v1.SchemaRule.newBuilder()
              .setSchema(schema.schema().value())
              .addAllPaths(texts(schema.paths())));
    }
    ValidationCommand validation = configuration.validation();
    if (validation != null) {
      message.setValidation(
          io.quorate.v1.ValidationCommand.newBuilder()
              .addAllCommand(validation.command().line())
              .setTimeout(MessageFields.message(validation.timeout()))
              .addAllNodes(validation.nodes().stream().map(NodeId::value).toList()));
    }
    return message.build();
  }

  private static List<String> texts(List<PathPattern> paths) {
    return paths.stream().map(PathPattern::value).toList();
  }
}
