package io.quorate.server.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.GroupId;
import io.quorate.core.Refusal;
import io.quorate.core.config.ConfigEdit;
import io.quorate.core.config.ConfigPath;
import io.quorate.core.config.ConfigPlace;
import io.quorate.core.config.ConfigScope;
import io.quorate.core.config.ConfigValue;
import io.quorate.core.config.SpaceId;
import io.quorate.core.config.ToValidate;
import io.quorate.core.declaration.GroupConfiguration;
import io.quorate.core.declaration.PathPattern;
import io.quorate.core.declaration.SchemaRule;
import io.quorate.core.store.InMemoryStore;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What schemas say of values, and that nothing they hold takes long or ends anything. */
final class SchemaCheckTest {
  private static final SpaceId SPACE = new SpaceId(new GroupId("web"));
  private static final GroupConfiguration CONFIGURATION =
      new GroupConfiguration(
          null,
          List.of(),
          List.of(),
          List.of(),
          List.of(new SchemaRule(new PathPattern("schema"), List.of(new PathPattern("limits/**")))),
          null);

  private static final String LIMITS =
      """
      {"type": "object",
       "properties": {"connections": {"type": "integer", "maximum": 1000},
                      "mode": {"enum": ["slow", "fast"]},
                      "name": {"type": "string", "pattern": "^[a-z]+$"}},
       "patternProperties": {"^x-": {"type": "string"}},
       "required": ["connections"],
       "additionalProperties": false}
      """;

  private final List<ConfigEdit> edits = new ArrayList<>();

  private SchemaCheckTest set(String path, String mediaType, String text) {
    ConfigValue value = new ConfigValue(text.getBytes(StandardCharsets.UTF_8), mediaType);
    edits.add(new ConfigEdit(new ConfigPlace(ConfigScope.ALL, new ConfigPath(path)), value, null));
    return this;
  }

  private SchemaCheckTest schema(String text) {
    return set("schema", "application/json", text);
  }

  private List<Refusal> refusals() {
    ToValidate work = ToValidate.of(new InMemoryStore(), SPACE, CONFIGURATION, edits);
    return new SchemaCheck(ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime)
        .check(work);
  }

  private String told() {
    return refusals().stream()
        .map(refusal -> refusal.reason() + " " + refusal.path() + ": " + refusal.message())
        .collect(Collectors.joining("\n"));
  }

  @Test
  void aValueThatSatisfiesItIsTaken() {
    schema(LIMITS)
        .set("limits/a", "application/json", "{\"connections\": 5, \"x-note\": \"hi\"}")
        .set("limits/b", "application/yaml", "connections: 7\nmode: fast\nname: web\n");

    assertThat(refusals()).isEmpty();
  }

  @Test
  void allThatIsWrongIsSaidWithWhereAndWhatWasFoundAndWhatIsAllowed() {
    schema(LIMITS)
        .set(
            "limits/a",
            "application/json",
            "{\"connections\": \"many\", \"mode\": \"no\", \"name\": \"A\", \"conections\": 1}")
        .set("limits/b", "application/yaml", "mode: fast\n");

    assertThat(told())
        .contains("SCHEMA_REFUSES limits/a: unknown keys [conections], allowed are")
        .contains("[connections, mode, name] and those that match [^x-]")
        .contains("limits/a: at /connections: value is [string] but should be [integer]")
        .contains("found \"many\"")
        .contains("limits/a: at /mode")
        .contains("limits/a: at /name: does not match the regular expression ^[a-z]+$")
        .contains("limits/b: object does not have some of the required properties [[connections]]");
    assertThat(refusals()).allMatch(refusal -> refusal.remedy().contains("its schema is schema"));
  }

  @Test
  void plainTextIsANumberOrASwitchOrElseText() {
    schema("{\"type\": [\"integer\", \"boolean\"], \"maximum\": 10}")
        .set("limits/a", "text/plain", "7\n")
        .set("limits/b", "text/plain", "true");
    assertThat(refusals()).isEmpty();

    set("limits/c", "text/plain", "seven");
    assertThat(told()).contains("limits/c: value is [string]");
  }

  @Test
  void whatIsNoDocumentIsRefused() {
    schema("true")
        .set("limits/a", "application/json", "{\"a\": 1, \"a\": 2}")
        .set("limits/b", "application/json", "{a: 1}")
        .set("limits/c", "application/yaml", "a: [1")
        .set("limits/d", "application/json", "[".repeat(100) + "]".repeat(100))
        .set("limits/e", "application/json", "1e999999999")
        .set("limits/f", "application/octet-stream", "x")
        .set("limits/g", "application/json", "1 2")
        .set("limits/h", "application/yaml", "a: &a [*a]");

    assertThat(refusals()).hasSize(8);
    assertThat(told())
        .contains("limits/a: the key 'a' is there twice")
        .contains("limits/d: it is nested deeper than 64")
        .contains("limits/e: a number")
        .contains("limits/f: it is 1 bytes of application/octet-stream, no text")
        .contains("limits/h: it is nested deeper than 64");
  }

  @Test
  void aliasesAreBounded() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x]\n");
    for (int i = 1; i < 24; i++) {
      bomb.append("a" + i + ": &a" + i + " [*a" + (i - 1) + ", *a" + (i - 1) + "]\n");
    }
    schema("true").set("limits/a", "application/yaml", bomb.toString());

    assertThat(told()).contains("SCHEMA_REFUSES");
  }

  @Test
  void whatIsNoSchemaIsRefused() {
    for (String text :
        List.of(
            "{\"type\": \"objct\"}",
            "{\"pattern\": \"(\"}",
            "{\"patternProperties\": {\"[\": true}}",
            "{\"$ref\": \"http://localhost/other.json\"}",
            "{\"$ref\": \"file:///etc/passwd\"}",
            "{\"$ref\": \"other.json\"}",
            "{\"properties\": {\"a\": {\"$ref\": \"#/$defs/b\"}}}",
            "{\"$schema\": \"http://localhost/meta\"}",
            "[]",
            "{")) {
      edits.clear();
      schema(text);
      assertThat(told()).as(text).contains("INVALID_SCHEMA schema: it is no JSON Schema");
    }
    edits.clear();
    schema("{\"description\": \"" + "x".repeat(SchemaCheck.MAX_SCHEMA_BYTES) + "\"}");
    assertThat(told()).contains("LIMIT_EXCEEDED schema: the schema has");
  }

  @Test
  void aSchemaThatRefersToItselfAboutTheSameValueIsRefused() {
    schema("{\"$ref\": \"#\"}").set("limits/a", "application/json", "1");

    assertThat(told()).contains("SCHEMA_TOO_DEEP limits/a");
  }

  @Test
  void aTreeMayReferToItself() {
    schema("{\"type\": \"object\", \"additionalProperties\": {\"$ref\": \"#\"}}")
        .set("limits/a", "application/json", "{\"a\": {\"b\": {}}}")
        .set("limits/b", "application/json", "{\"a\": {\"b\": 1}}");

    assertThat(told()).startsWith("SCHEMA_REFUSES limits/b: at /a/b: value is [integer]");
  }

  @Test
  void anExpressionThatExplodesIsEnded() {
    schema("{\"pattern\": \"^(a+)+\\\\1b$\"}").set("limits/a", "text/plain", "a".repeat(40));

    assertThat(told()).contains("SCHEMA_TOO_SLOW limits/a");
  }

  @Test
  void aSchemaThatMultipliesIsEnded() {
    StringBuilder text = new StringBuilder("{\"$ref\": \"#/$defs/d40\", \"$defs\": {\"d0\": true");
    for (int i = 1; i <= 40; i++) {
      String ref = "{\"$ref\": \"#/$defs/d" + (i - 1) + "\"}";
      text.append(", \"d" + i + "\": {\"allOf\": [" + ref + ", " + ref + "]}");
    }
    schema(text.append("}}").toString()).set("limits/a", "application/json", "1");

    assertThat(told()).contains("SCHEMA_TOO_SLOW limits/a");
  }

  @Test
  void withoutASchemaNoValueIsTaken() {
    set("limits/a", "application/json", "1");

    assertThat(told()).contains("UNKNOWN_SCHEMA limits/a: the value needs the schema at schema");
  }
}
