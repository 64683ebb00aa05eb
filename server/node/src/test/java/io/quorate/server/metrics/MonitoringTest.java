package io.quorate.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Alert rules and dashboards ask for metrics and labels that there are. */
final class MonitoringTest {
  private static final Path ROOT = root();
  private static final Path MONITORING = ROOT.resolve("monitoring");
  private static final String RULES = "quorate.rules.yaml";
  private static final String RUNBOOK = "docs/alerts.md#";

  /** Prometheus adds these to every series. */
  private static final Set<String> OF_THE_SCRAPE = Set.of("instance", "job");

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve(".mvn"))) {
      folder = Objects.requireNonNull(folder.getParent(), "not inside the project");
    }
    return folder;
  }

  @Test
  void everyAlertAsksForWhatThereIs() throws IOException {
    Map<String, String> wrong = new TreeMap<>();
    for (Rule rule : rules()) {
      complaints(rule.expression())
          .forEach(what -> wrong.put(rule.alert() + ": " + what, rule.expression()));
    }
    assertThat(wrong).isEmpty();
    assertThat(rules()).hasSizeGreaterThan(20);
  }

  @Test
  void everyPanelAsksForWhatThereIs() throws IOException {
    Map<String, String> wrong = new TreeMap<>();
    Set<String> queries = queries();
    for (String query : queries) {
      complaints(query).forEach(what -> wrong.put(what, query));
    }
    assertThat(wrong).isEmpty();
    assertThat(queries).hasSizeGreaterThan(30);
  }

  @Test
  void everyAlertSaysWhatToDo() throws IOException {
    Set<String> sections = new TreeSet<>();
    for (String line : Files.readAllLines(ROOT.resolve("docs/alerts.md"))) {
      if (line.startsWith("## ")) {
        sections.add(line.substring(3).strip());
      }
    }
    Set<String> alerts = new TreeSet<>();
    for (Rule rule : rules()) {
      alerts.add(rule.alert());
      assertThat(rule.runbook()).isEqualTo(RUNBOOK + rule.alert().toLowerCase(Locale.ROOT));
      assertThat(rule.summary()).isNotBlank();
      assertThat(rule.severity()).isIn("critical", "warning", "info");
    }
    assertThat(sections).isEqualTo(alerts);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "quorate_group_gone == 1",
        "quorate_group_active{grp=\"web\"}",
        "sum by (member) (quorate_group_active)",
        "rate(quorate_commit_seconds[5m])",
        "rate(quorate_heartbeats_sent[5m])",
        "sum by (le) (quorate_leader)",
      })
  void aQueryOfWhatIsNotThereIsNoticed(String query) {
    assertThat(complaints(query)).isNotEmpty();
  }

  @Test
  void promtoolAcceptsTheRules(@TempDir Path folder) throws Exception {
    assumeTrue(installed("promtool"), "promtool is not installed: it is not asked");
    Path output = folder.resolve("output");
    assertThat(promtool(output, "check", "rules", RULES)).as(() -> text(output)).isZero();
    assertThat(promtool(output, "test", "rules", "quorate.rules.test.yaml"))
        .as(() -> text(output))
        .isZero();
  }

  private static boolean installed(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private static int promtool(Path output, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("promtool"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .directory(MONITORING.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      return process.waitFor(60, TimeUnit.SECONDS) ? process.exitValue() : -1;
    } finally {
      process.destroyForcibly();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }

  /** What the query asks for and is not there. */
  private static List<String> complaints(String text) {
    List<String> complaints = new ArrayList<>();
    PromQuery query = PromQuery.of(text);
    Set<String> groupable = new TreeSet<>(OF_THE_SCRAPE);
    query
        .metrics()
        .forEach(
            (metric, chosen) -> {
              Set<String> labels = SERIES.getOrDefault(metric, Set.of());
              groupable.addAll(labels);
              if (!SERIES.containsKey(metric)) {
                complaints.add("no metric " + metric);
              } else if (!known(labels).containsAll(chosen)) {
                complaints.add(metric + " has no labels " + chosen + " but " + labels);
              }
            });
    if (!groupable.containsAll(query.grouping())) {
      complaints.add("grouped by " + query.grouping() + " where there is " + groupable);
    }
    return complaints;
  }

  private static Set<String> known(Set<String> labels) {
    Set<String> known = new TreeSet<>(labels);
    known.addAll(OF_THE_SCRAPE);
    return known;
  }

  /** The series of the catalogue with their labels, and the one that Prometheus makes itself. */
  private static final Map<String, Set<String>> SERIES = series();

  private static Map<String, Set<String>> series() {
    Map<String, Set<String>> series = new HashMap<>();
    series.put("up", Set.of());
    for (Measure measure : Measure.values()) {
      Set<String> labels = new TreeSet<>(measure.labels());
      if (measure.kind() == MeasureKind.HISTOGRAM) {
        series.put(measure.title() + "_sum", labels);
        series.put(measure.title() + "_count", labels);
        Set<String> withBound = new TreeSet<>(labels);
        withBound.add("le");
        series.put(measure.title() + "_bucket", withBound);
      } else {
        series.put(measure.title(), labels);
      }
    }
    return series;
  }

  /**
   * An alert rule.
   *
   * @param runbook where it is said what to do
   */
  private record Rule(
      String alert, String expression, String severity, String summary, String runbook) {}

  private static List<Rule> rules() throws IOException {
    Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
    Object file = yaml.load(Files.readString(MONITORING.resolve(RULES)));
    List<Rule> rules = new ArrayList<>();
    for (Object group : (List<?>) in(file, "groups")) {
      for (Object rule : (List<?>) in(group, "rules")) {
        rules.add(
            new Rule(
                in(rule, "alert").toString(),
                in(rule, "expr").toString(),
                in(in(rule, "labels"), "severity").toString(),
                in(in(rule, "annotations"), "summary").toString(),
                in(in(rule, "annotations"), "runbook").toString()));
      }
    }
    return rules;
  }

  private static Object in(@Nullable Object map, String key) {
    Object value = map instanceof Map<?, ?> known ? known.get(key) : null;
    return Objects.requireNonNull(value, () -> "no " + key + " in " + map);
  }

  /** Of all panels, and those that fill variables. */
  private static Set<String> queries() throws IOException {
    JsonObject board =
        JsonParser.parseString(Files.readString(MONITORING.resolve("quorate-dashboard.json")))
            .getAsJsonObject();
    Set<String> queries = new TreeSet<>();
    for (JsonElement panel : board.getAsJsonArray("panels")) {
      JsonArray targets = panel.getAsJsonObject().getAsJsonArray("targets");
      if (targets != null) {
        targets.forEach(target -> queries.add(target.getAsJsonObject().get("expr").getAsString()));
      }
    }
    for (JsonElement each : board.getAsJsonObject("templating").getAsJsonArray("list")) {
      JsonObject variable = each.getAsJsonObject();
      if (variable.get("type").getAsString().equals("query")) {
        String values = variable.getAsJsonObject("query").get("query").getAsString();
        queries.add(values.replaceFirst("^label_values\\((.*), (.*)\\)$", "sum by ($2) ($1)"));
      }
    }
    return queries;
  }
}
