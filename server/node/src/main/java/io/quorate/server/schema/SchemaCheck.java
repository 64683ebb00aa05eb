package io.quorate.server.schema;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import dev.harrel.jsonschema.Error;
import dev.harrel.jsonschema.InvalidSchemaException;
import dev.harrel.jsonschema.JsonSchemaException;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.GsonNode;
import io.quorate.core.PlainText;
import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.config.ConfigPath;
import io.quorate.core.config.ConfigPlace;
import io.quorate.core.config.ConfigValue;
import io.quorate.core.config.Refusals;
import io.quorate.core.config.ToValidate;
import io.quorate.core.declaration.Findings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.regex.PatternSyntaxException;

/**
 * Says whether values satisfy their schemas. Each value and each schema may take a while, and all
 * of a commit a little longer, whatever they ask for; no input ends the thread. Of one thread.
 */
final class SchemaCheck {
  /** Largest schema, in bytes. */
  static final int MAX_SCHEMA_BYTES = 256 << 10;

  /** How much processor time one value or one schema may take. */
  static final Duration EACH = Duration.ofSeconds(2);

  /** How much of it all of a commit may take. */
  static final Duration ALL = Duration.ofSeconds(5);

  /** Findings about one value. */
  private static final int NAMED = 5;

  private static final int SHOWN = 60;
  private static final int TOLD = 300;

  private final LongSupplier processorTime;
  private final Deadline deadline;
  private final Refusals refusals = new Refusals();
  private final Map<ConfigPath, Compiled> compiled = new TreeMap<>();

  /**
   * By nanoseconds of processor time: what a schema asks for is bounded, not what else the machine
   * has to do.
   */
  SchemaCheck(LongSupplier processorTime) {
    this.processorTime = processorTime;
    this.deadline = new Deadline(processorTime);
  }

  /** A schema that can be asked. */
  private record Compiled(Validator validator, URI uri) {}

  /** All that speaks against the commit; empty when it is valid. */
  List<Refusal> check(ToValidate work) {
    long end = processorTime.getAsLong() + ALL.toNanos();
    work.refusals().forEach(refusals::add);
    work.schemas()
        .forEach((path, value) -> inTime("the schema", path, end, () -> compile(path, value)));
    for (ToValidate.Checked value : work.values()) {
      Compiled schema = compiled.get(value.schema());
      if (schema != null) {
        String place = value.place().whose("the value");
        inTime(place, value.place().path(), end, () -> check(value, schema));
      }
    }
    return refusals.all();
  }

  /** One step, in bounded time and depth. */
  private void inTime(String what, ConfigPath path, long end, Runnable step) {
    try {
      deadline.in(Math.min(EACH.toNanos(), end - processorTime.getAsLong()));
      step.run();
    } catch (Deadline.TooSlow tooSlow) {
      refusals.add(
          Reason.SCHEMA_TOO_SLOW,
          what
              + " was not validated within "
              + EACH.toSeconds()
              + " s of processor time, or all of the commit within "
              + ALL.toSeconds()
              + " s",
          "look for regular expressions with nested repetitions, and for keywords that multiply;"
              + " or commit fewer values at once",
          path.value());
    } catch (StackOverflowError tooDeep) {
      refusals.add(
          Reason.SCHEMA_TOO_DEEP,
          what + " cannot be validated: the schema refers to itself without an end",
          "let each reference be about a part of the value, not about the same value again",
          path.value());
    }
  }

  private void compile(ConfigPath path, ConfigValue value) {
    if (value.size() > MAX_SCHEMA_BYTES) {
      refusals.add(
          Reason.LIMIT_EXCEEDED,
          "the schema has " + value.size() + " bytes",
          "use at most " + MAX_SCHEMA_BYTES + ", or several schemas",
          path.value());
      return;
    }
    try {
      JsonElement schema = tree(value);
      List<String> wrong = SchemaForm.wrong(schema);
      wrong.forEach(message -> invalid(path, message));
      if (wrong.isEmpty()) {
        Validator validator =
            new ValidatorFactory()
                .withJsonNodeFactory(new GsonNode.Factory())
                .withEvaluatorFactory(new TimedKeywords(deadline))
                .createValidator();
        compiled.put(path, new Compiled(validator, validator.registerSchema(schema)));
      }
    } catch (Documents.Unreadable unreadable) {
      invalid(path, String.valueOf(unreadable.getMessage()));
    } catch (InvalidSchemaException refused) {
      refused.getErrors().stream()
          .limit(NAMED)
          .forEach(error -> invalid(path, error.getInstanceLocation() + ": " + text(error)));
    } catch (PatternSyntaxException broken) {
      invalid(
          path,
          "'"
              + Findings.shown(broken.getPattern())
              + "' is no regular expression: "
              + broken.getDescription());
    } catch (JsonSchemaException | IllegalArgumentException refused) {
      rethrown(refused);
      invalid(path, Findings.shown(String.valueOf(refused.getMessage())));
    }
  }

  /** The library wraps what ends the reading of a schema. */
  private static void rethrown(Throwable wrapped) {
    for (Throwable cause = wrapped.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof Deadline.TooSlow tooSlow) {
        throw tooSlow;
      }
      if (cause instanceof StackOverflowError tooDeep) {
        throw tooDeep;
      }
    }
  }

  private void invalid(ConfigPath path, String message) {
    refusals.add(
        Reason.INVALID_SCHEMA,
        "it is no JSON Schema that can be used: " + message,
        "correct the schema",
        path.value());
  }

  private static JsonElement tree(ConfigValue value) throws Documents.Unreadable {
    String text = new String(value.bytes(), StandardCharsets.UTF_8);
    return value.mediaType().endsWith("/json") ? Documents.json(text) : Documents.yaml(text);
  }

  private void check(ToValidate.Checked checked, Compiled schema) {
    ConfigValue value = checked.value();
    try {
      if (!value.isText()) {
        throw new Documents.Unreadable("it is " + value + ", no text");
      }
      if (value.mediaType().endsWith("/json") || value.mediaType().endsWith("/yaml")) {
        told(checked, tree(value), schema);
        return;
      }
      told(checked, plain(new String(value.bytes(), StandardCharsets.UTF_8)), schema);
    } catch (Documents.Unreadable unreadable) {
      refuse(checked, String.valueOf(unreadable.getMessage()));
    } catch (JsonSchemaException | IllegalArgumentException failed) {
      rethrown(failed);
      invalid(checked.schema(), Findings.shown(String.valueOf(failed.getMessage())));
    }
  }

  /** What a plain text is: a number, true or false, or else itself. */
  private static JsonElement plain(String text) {
    try {
      JsonElement element = Documents.json(text.strip());
      if (element.isJsonPrimitive() && !element.getAsJsonPrimitive().isString()) {
        return element;
      }
    } catch (Documents.Unreadable another) {
      return new JsonPrimitive(text);
    }
    return new JsonPrimitive(text);
  }

  private void told(ToValidate.Checked checked, JsonElement tree, Compiled schema) {
    Validator.Result result = schema.validator().validate(schema.uri(), tree);
    if (result.isValid()) {
      return;
    }
    List<Error> errors =
        result.getErrors().stream()
            .sorted(
                Comparator.comparing(Error::getInstanceLocation)
                    .thenComparing(Error::getEvaluationPath))
            .toList();
    errors.stream().limit(NAMED).forEach(error -> refuse(checked, finding(error, tree)));
    if (errors.isEmpty()) {
      refuse(checked, "the schema allows no value here");
    }
  }

  private static String finding(Error error, JsonElement tree) {
    String pointer = error.getInstanceLocation();
    String where = pointer.isEmpty() ? "" : "at " + pointer + ": ";
    return where + text(error) + ", found " + found(tree, pointer);
  }

  private static String text(Error error) {
    String text = shown(error.getError(), TOLD);
    return text.isEmpty() ? "" : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
  }

  private static String found(JsonElement tree, String pointer) {
    JsonElement at = tree;
    String[] parts = pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1);
    for (String part : parts) {
      String key = part.replace("~1", "/").replace("~0", "~");
      at =
          at.isJsonObject()
              ? at.getAsJsonObject().get(key)
              : at.getAsJsonArray().get(Integer.parseInt(key));
    }
    if (at.isJsonObject()) {
      return "an object";
    }
    if (at.isJsonArray()) {
      return "an array of " + at.getAsJsonArray().size();
    }
    return shown(at.toString(), SHOWN);
  }

  private static String shown(String text, int most) {
    String plain = PlainText.of(text);
    return plain.length() <= most ? plain : plain.substring(0, most) + "...";
  }

  private static String whose(ConfigPlace place) {
    return place.scope().node() == null ? "" : place.whose("the value") + ": ";
  }

  private void refuse(ToValidate.Checked checked, String finding) {
    refusals.add(
        Reason.SCHEMA_REFUSES,
        whose(checked.place()) + finding,
        "correct it; its schema is " + checked.schema(),
        checked.place().path().value());
  }
}
