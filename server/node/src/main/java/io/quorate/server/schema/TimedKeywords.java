package io.quorate.server.schema;

import dev.harrel.jsonschema.EvaluationContext;
import dev.harrel.jsonschema.Evaluator;
import dev.harrel.jsonschema.EvaluatorFactory;
import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.SchemaParsingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The keywords of schemas, each of which looks at the time: a schema can ask for any number of
 * looks at a value. Those with regular expressions are our own, so that their search ends too, and
 * so is the refusal of unknown keys, which names those that are known.
 *
 * <p>A regular expression that is none fails with {@link java.util.regex.PatternSyntaxException}
 * when the schema is read.
 */
final class TimedKeywords implements EvaluatorFactory {
  private final Deadline deadline;

  TimedKeywords(Deadline deadline) {
    this.deadline = deadline;
  }

  @Override
  public Optional<Evaluator> create(SchemaParsingContext ctx, String keyword, JsonNode node) {
    deadline.check();
    Optional<Evaluator> own = own(ctx, keyword, node);
    Optional<Evaluator> evaluator =
        own.isPresent() ? own : ctx.getDialect().getEvaluatorFactory().create(ctx, keyword, node);
    return evaluator.map(Timed::new);
  }

  private Optional<Evaluator> own(SchemaParsingContext ctx, String keyword, JsonNode node) {
    if (keyword.equals("pattern") && node.isString()) {
      return Optional.of(new Matches(Pattern.compile(node.asString())));
    }
    if (keyword.equals("patternProperties") && node.isObject()) {
      return Optional.of(new MatchingKeys(ctx, node.asObject()));
    }
    boolean closed =
        keyword.equals("additionalProperties") && node.isBoolean() && !node.asBoolean();
    return closed ? Optional.of(new KnownKeys(ctx.getCurrentSchemaObject())) : Optional.empty();
  }

  private boolean found(Pattern pattern, String text) {
    return pattern.matcher(new TimedText(text, deadline)).find();
  }

  private static Map<String, JsonNode> members(Map<String, JsonNode> schema, String keyword) {
    JsonNode node = schema.get(keyword);
    return node != null && node.isObject() ? node.asObject() : Map.of();
  }

  /** Another one, in time. */
  private final class Timed implements Evaluator {
    private final Evaluator evaluator;

    Timed(Evaluator evaluator) {
      this.evaluator = evaluator;
    }

    @Override
    public Result evaluate(EvaluationContext ctx, JsonNode node) {
      deadline.check();
      return evaluator.evaluate(ctx, node);
    }

    @Override
    public int getOrder() {
      return evaluator.getOrder();
    }
  }

  /** {@code pattern}. */
  private final class Matches implements Evaluator {
    private final Pattern pattern;

    Matches(Pattern pattern) {
      this.pattern = pattern;
    }

    @Override
    public Result evaluate(EvaluationContext ctx, JsonNode node) {
      return !node.isString() || found(pattern, node.asString())
          ? Result.success()
          : Result.failure("does not match the regular expression " + pattern);
    }
  }

  /** {@code patternProperties}. */
  private final class MatchingKeys implements Evaluator {
    private record Rule(Pattern pattern, String schema) {}

    private final List<Rule> rules = new ArrayList<>();

    MatchingKeys(SchemaParsingContext ctx, Map<String, JsonNode> node) {
      node.forEach(
          (pattern, schema) ->
              rules.add(new Rule(Pattern.compile(pattern), ctx.getAbsoluteUri(schema))));
    }

    @Override
    public Result evaluate(EvaluationContext ctx, JsonNode node) {
      if (!node.isObject()) {
        return Result.success();
      }
      boolean valid = true;
      TreeSet<String> matched = new TreeSet<>();
      for (Map.Entry<String, JsonNode> entry : node.asObject().entrySet()) {
        for (Rule rule : rules) {
          if (found(rule.pattern(), entry.getKey())) {
            matched.add(entry.getKey());
            valid &= ctx.resolveInternalRefAndValidate(rule.schema(), entry.getValue());
          }
        }
      }
      return valid ? Result.success(matched) : Result.failure();
    }
  }

  /** {@code additionalProperties: false}. */
  private final class KnownKeys implements Evaluator {
    private final TreeMap<String, JsonNode> known;
    private final List<Pattern> patterns = new ArrayList<>();

    KnownKeys(Map<String, JsonNode> schema) {
      known = new TreeMap<>(members(schema, "properties"));
      members(schema, "patternProperties")
          .keySet()
          .forEach(pattern -> patterns.add(Pattern.compile(pattern)));
    }

    @Override
    public Result evaluate(EvaluationContext ctx, JsonNode node) {
      if (!node.isObject()) {
        return Result.success();
      }
      List<String> unknown =
          node.asObject().keySet().stream().filter(key -> !allowed(key)).sorted().toList();
      return unknown.isEmpty()
          ? Result.success(List.of())
          : Result.failure("unknown keys " + unknown + ", allowed are " + allowedKeys());
    }

    private boolean allowed(String key) {
      return known.containsKey(key) || patterns.stream().anyMatch(pattern -> found(pattern, key));
    }

    private String allowedKeys() {
      String matching = patterns.isEmpty() ? "" : " and those that match " + patterns;
      return known.keySet() + matching;
    }

    @Override
    public int getOrder() {
      return 10; // as the one of the library: after patternProperties
    }
  }
}
