package io.quorate.core.config;

import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.declaration.GroupConfiguration;
import io.quorate.core.declaration.SchemaRule;
import io.quorate.core.store.StoreView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What has to be found valid before edits become a commit: the values that they set where a schema
 * is declared, the schemas that they set, and all values that those are for.
 */
public final class ToValidate {
  private final AfterEdits after;
  private final GroupConfiguration configuration;
  private final SortedMap<ConfigPath, ConfigValue> schemas = new TreeMap<>();
  private final SortedMap<ConfigPlace, ConfigPath> places = new TreeMap<>();
  private final List<Checked> values = new ArrayList<>();
  private final Refusals refusals = new Refusals();

  private ToValidate(AfterEdits after, GroupConfiguration configuration) {
    this.after = after;
    this.configuration = configuration;
  }

  /** Of edits that the rules accept. */
  public static ToValidate of(
      StoreView store,
      SpaceId space,
      GroupConfiguration configuration,
      Collection<ConfigEdit> edits) {
    AfterEdits after = new AfterEdits(new ConfigView(store, space), edits);
    ToValidate work = new ToValidate(after, configuration);
    for (ConfigEdit edit : edits) {
      work.edited(edit);
    }
    work.read();
    return work;
  }

  /**
   * A value that a schema is for.
   *
   * @param place where it stands
   * @param value what stands there
   * @param schema the path of its schema
   */
  public record Checked(ConfigPlace place, ConfigValue value, ConfigPath schema) {}

  /** The schemas that are needed or were set, by path. */
  public SortedMap<ConfigPath, ConfigValue> schemas() {
    return schemas;
  }

  /** The values, in the order of their places. */
  public List<Checked> values() {
    return values;
  }

  /** What speaks against the edits without any schema being looked into. */
  public List<Refusal> refusals() {
    return refusals.all();
  }

  private void edited(ConfigEdit edit) {
    String path = edit.place().path().value();
    if (edit.place().scope().node() == null && configuration.isSchema(path)) {
      changed(edit.place().path());
    }
    if (edit.to() != null) {
      configuration.schema(path).ifPresent(schema -> governed(edit.place(), schema));
    }
  }

  private void governed(ConfigPlace place, String schema) {
    ConfigPath at = new ConfigPath(schema);
    if (needs(at)) {
      places.put(place, at);
      return;
    }
    refusals.add(
        Reason.UNKNOWN_SCHEMA,
        place.whose("the value") + " needs the schema at " + schema + ", where there is no value",
        "set the schema first, or in the same commit; or declare none for the path",
        place.path().value());
  }

  private boolean needs(ConfigPath schema) {
    if (schemas.containsKey(schema)) {
      return true;
    }
    ConfigValue value = after.value(new ConfigPlace(ConfigScope.ALL, schema));
    if (value != null) {
      schemas.put(schema, value);
    }
    return value != null;
  }

  private void changed(ConfigPath schema) {
    boolean there = needs(schema);
    List<String> prefixes = new ArrayList<>();
    for (SchemaRule rule : configuration.schemas()) {
      if (rule.schema().value().equals(schema.value())) {
        rule.paths().forEach(pattern -> prefixes.add(pattern.prefix()));
      }
    }
    SortedMap<String, SortedSet<ConfigScope>> standing =
        after.standing(GroupConfiguration.outermost(prefixes), ConfigLimits.SINCE_ROWS);
    if (standing == null) {
      tooMany(schema);
      return;
    }
    SortedSet<ConfigPlace> governed = new TreeSet<>();
    standing.forEach(
        (path, scopes) -> {
          if (configuration.schema(path).equals(Optional.of(schema.value()))) {
            scopes.forEach(scope -> governed.add(new ConfigPlace(scope, new ConfigPath(path))));
          }
        });
    if (there) {
      governed.forEach(place -> places.put(place, schema));
    } else if (!governed.isEmpty()) {
      refusals.add(
          Reason.UNKNOWN_SCHEMA,
          "it is the schema of " + governed.size() + " values, such as " + governed.first(),
          "delete those too, or declare none for their paths first",
          schema.value());
    }
  }

  /** All of it is held in memory, and looked at before anybody is answered. */
  private void read() {
    long bytes = 0;
    for (Map.Entry<ConfigPlace, ConfigPath> entry : places.entrySet()) {
      ConfigValue value = after.value(entry.getKey());
      if (value == null) {
        continue;
      }
      if (value.seal() != null) {
        refusals.add(SealingRules.withSchema(entry.getKey()));
        continue;
      }
      bytes += value.size();
      if (values.size() == ConfigLimits.COMMIT_CHANGES || bytes > ConfigLimits.COMMIT_BYTES) {
        tooMany(entry.getValue());
        return;
      }
      values.add(new Checked(entry.getKey(), value, entry.getValue()));
    }
  }

  private void tooMany(ConfigPath schema) {
    values.clear();
    refusals.add(
        Reason.LIMIT_EXCEEDED,
        "the schema at "
            + schema
            + " is for more values than are validated at once: "
            + ConfigLimits.COMMIT_CHANGES
            + " of "
            + ConfigLimits.COMMIT_BYTES
            + " bytes, among "
            + ConfigLimits.SINCE_ROWS
            + " whose paths begin alike",
        "use more schemas, or patterns that begin more precisely");
  }
}
