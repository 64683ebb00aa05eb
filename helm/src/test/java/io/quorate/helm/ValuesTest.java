package io.quorate.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A value that is wrong is refused by its name, and every value is explained. */
final class ValuesTest {
  private static final String UNKNOWN = "additional properties '";

  @TempDir private Path folder = Path.of("");

  private Path values(String yaml) throws IOException {
    return Files.writeString(folder.resolve("values.yaml"), yaml + "\n");
  }

  /** The last word of each path is misspelt. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{clutser: a}|clutser",
        "{fullNameOverride: a}|fullNameOverride",
        "{replicaCount: 3}|replicaCount",
        "{image: {repo: a}}|repo",
        "{image: {pullpolicy: Always}}|pullpolicy",
        "{image: {pullSecrets: [{nmae: a}]}}|nmae",
        "{workload: {mod: wrapped}}|mod",
        "{workload: {ports: [{name: a, port: 1, protcol: TCP}]}}|protcol",
        "{data: {replicas: 3}}|replicas",
        "{data: {image: {tga: a}}}|tga",
        "{data: {storage: {szie: 1Gi}}}|szie",
        "{data: {storage: {storageClassName: a}}}|storageClassName",
        "{data: {resources: {request: {}}}}|request",
        "{data: {extraenv: []}}|extraenv",
        "{data: {nodeselector: {}}}|nodeselector",
        "{witness: {extraEnv: []}}|extraEnv",
        "{witness: {external: {hots: a}}}|hots",
        "{witness: {external: {port: 1}}}|port",
        "{advertisedhosts: []}|advertisedhosts",
        "{groups: [{name: a, resource: []}]}|resource",
        "{groups: [{name: a, resources: [{name: a, servcie: {}}]}]}|servcie",
        "{timing: {profil: lan}}|profil",
        "{timing: {handoverTimeout: 30s}}|handoverTimeout",
        "{spread: {requird: true}}|requird",
        "{podDisruptionBudget: {minAvailable: 1}}|minAvailable",
        "{networkPolicy: {client: []}}|client",
        "{networkPolicy: {enable: true}}|enable",
        "{serviceAccount: {name: a}}|name",
        "{formationJob: {deadline: 60}}|deadline",
        "{priorityClass: a}|priorityClass",
        "{dnsPolicy: None}|dnsPolicy",
        "{tls: {enabled: true}}|enabled",
        "{tls: {secrets: {datas: []}}}|datas",
        "{tls: {certManager: {issuerRef: {}}}}|issuerRef",
        "{tls: {certManager: {issuer: {nmae: a}}}}|nmae"
      })
  void whatIsNotKnownIsRefused(String yaml, String name) throws IOException {
    Path values = values(yaml);

    assertThatThrownBy(() -> Chart.render(values)).hasMessageContaining(UNKNOWN + name + "'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{cluster: Office}|/cluster",
        "{cluster: \"\"}|/cluster",
        "{image: {pullPolicy: Sometimes}}|/image/pullPolicy",
        "{image: {digest: sha256:12}}|/image/digest",
        "{workload: {mode: sidecar}}|/workload/mode",
        "{workload: {ports: [{name: a, port: 7401}]}}|/workload/ports/0/port",
        "{data: {storage: {size: 8 GB}}}|/data/storage/size",
        "{data: {podLabels: {a: 1}}}|/data/podLabels/a",
        "{witness: {external: {apiPort: 70000}}}|/witness/external/apiPort",
        "{advertisedHosts: [a]}|/advertisedHosts",
        "{groups: [{resources: []}]}|/groups/0",
        "{timing: {profile: slow}}|/timing/profile",
        "{timing: {handoverSeconds: 30s}}|/timing/handoverSeconds",
        "{bindAddress: 10.0.0.1}|/bindAddress",
        "{terminationGracePeriodSeconds: -1}|/terminationGracePeriodSeconds",
        "{spread: {required: yes please}}|/spread/required",
        "{formationJob: {deadlineSeconds: 5}}|/formationJob/deadlineSeconds",
        "{tls: {mode: off}}|/tls/mode",
        "{tls: {secrets: {data: [a, b, c]}}}|/tls/secrets/data",
        "{tls: {certManager: {duration: 90d}}}|/tls/certManager/duration",
        "{extraObjects: [{kind: Pod}]}|/extraObjects/0"
      })
  void whatCannotBeIsRefused(String yaml, String place) throws IOException {
    Path values = values(yaml);

    assertThatThrownBy(() -> Chart.render(values)).hasMessageContaining("at '" + place + "'");
  }

  @Test
  void everyValueIsExplainedAndInTheSchema() throws IOException {
    JsonNode values =
        new ObjectMapper(new YAMLFactory()).readTree(Path.of("quorate/values.yaml").toFile());
    JsonNode schema = new ObjectMapper().readTree(Path.of("quorate/values.schema.json").toFile());
    String readme = Files.readString(Path.of("quorate/README.md"));
    List<String> names = new ArrayList<>();
    names("", values, schema, schema, names);

    assertThat(names).hasSizeGreaterThan(50);
    assertThat(names).allSatisfy(name -> assertThat(readme).contains("| `" + name + "` |"));
  }

  /**
   * Names of all values that are no objects of ours; each object of ours refuses what it is not.
   */
  private static void names(
      String path, JsonNode values, JsonNode schema, JsonNode root, List<String> names) {
    for (Map.Entry<String, JsonNode> value : values.properties()) {
      String name = path.isEmpty() ? value.getKey() : path + "." + value.getKey();
      JsonNode known = resolved(schema.path("properties").path(value.getKey()), root);
      assertThat(known.isMissingNode()).as("%s in the schema", name).isFalse();
      if (value.getValue().isObject() && known.has("properties") && !name.endsWith("resources")) {
        assertThat(known.path("additionalProperties").asBoolean(true)).as(name).isFalse();
        names(name, value.getValue(), known, root, names);
      } else {
        names.add(name);
      }
    }
  }

  private static JsonNode resolved(JsonNode schema, JsonNode root) {
    String to = schema.path("$ref").asText("");
    return to.isEmpty() ? schema : root.at(to.substring(1));
  }
}
