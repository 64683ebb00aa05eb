package io.quorate.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.marcnuri.helm.LintResult;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;
import io.quorate.helm.Chart.ValueSet;
import io.quorate.server.files.FileFinding;
import io.quorate.server.files.GroupFiles;
import io.quorate.server.files.NodeFileReading;
import io.quorate.server.files.NodeFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ChartTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final String MODELS = "io.kubernetes.client.openapi.models.V1";

  @Test
  void hasNothingToComplainOf() {
    LintResult result = Chart.lint();

    assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
  }

  /** {@code -Dgolden.write=true} writes them anew; the difference is what to review. */
  @ParameterizedTest
  @EnumSource(names = "DEFAULTS", mode = EnumSource.Mode.EXCLUDE)
  void isRenderedAsBefore(ValueSet values) throws IOException {
    String rendered = Chart.render(values);
    Path golden = GOLDEN.resolve(values.file());
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(golden, rendered);
    }
    assertThat(rendered).isEqualTo(Files.readString(golden));
  }

  @ParameterizedTest
  @EnumSource
  void holdsNothingThatKubernetesDoesNotKnowAndEverythingThatItDemands(ValueSet values)
      throws Exception {
    String rendered = Chart.render(values);

    assertThat(Objects.read(rendered)).isNotEmpty();
    for (JsonNode tree : Objects.ofKubernetes(rendered)) {
      // Throws with the name of the field.
      Class.forName(MODELS + tree.get("kind").asText())
          .getMethod("validateJsonElement", JsonElement.class)
          .invoke(null, JsonParser.parseString(tree.toString()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void theFilesInItAreWhatNodesAccept(ValueSet values, @TempDir Path folder) throws IOException {
    TreeMap<NodeId, NodeKind> kinds = new TreeMap<>();
    for (ConfigMap map : Objects.of(Objects.read(Chart.render(values)), ConfigMap.class)) {
      String name = map.getMetadata().getName();
      for (Map.Entry<String, String> file : map.getData().entrySet()) {
        if (name.endsWith("-nodes") && file.getKey().contains("data-0")) {
          Path read = Files.writeString(folder.resolve(file.getKey()), addressed(file.getValue()));
          NodeFileReading reading = NodeFiles.read(read);
          assertThat(reading.findings()).noneMatch(FileFinding::isProblem);
          kinds.putAll(((NodeFileReading.Ok) reading).settings().kinds());
        }
      }
    }
    assertThat(kinds).hasSize(3);
    for (ConfigMap map : Objects.of(Objects.read(Chart.render(values)), ConfigMap.class)) {
      if (map.getMetadata().getName().endsWith("-groups")) {
        for (String file : map.getData().values()) {
          byte[] text = file.getBytes(StandardCharsets.UTF_8);
          assertThat(GroupFiles.read(new ByteArrayInputStream(text), kinds).findings())
              .noneMatch(FileFinding::isProblem);
        }
      }
    }
  }

  /** Addresses in place of names, which nobody knows here. */
  private static String addressed(String nodeFile) {
    AtomicInteger last = new AtomicInteger();
    return Pattern.compile("host: \"[^\"]*\"")
        .matcher(nodeFile)
        .replaceAll(host -> "host: \"10.0.0." + last.incrementAndGet() + "\"");
  }

  @Test
  void aFieldThatKubernetesDoesNotKnowWouldBeFound() {
    String typo = "{apiVersion: v1, kind: Service, metadata: {name: a}, spec: {cluserIP: None}}";

    assertThatThrownBy(() -> Objects.read(typo)).hasMessageContaining("cluserIP");
  }

  private static List<PodTemplateSpec> pods(List<HasMetadata> objects) {
    List<PodTemplateSpec> pods = new ArrayList<>();
    Objects.of(objects, StatefulSet.class).forEach(set -> pods.add(set.getSpec().getTemplate()));
    Objects.of(objects, Job.class).forEach(job -> pods.add(job.getSpec().getTemplate()));
    return pods;
  }

  @ParameterizedTest
  @EnumSource
  void everyPodKeepsToTheStandardRestricted(ValueSet values) throws IOException {
    for (PodTemplateSpec pod : pods(Objects.read(Chart.render(values)))) {
      assertThat(pod.getSpec().getAutomountServiceAccountToken()).isFalse();
      assertThat(pod.getSpec().getSecurityContext().getRunAsNonRoot()).isTrue();
      assertThat(pod.getSpec().getSecurityContext().getRunAsUser()).isEqualTo(1001);
      assertThat(pod.getSpec().getSecurityContext().getSeccompProfile().getType())
          .isEqualTo("RuntimeDefault");
      for (Container container : pod.getSpec().getContainers()) {
        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getSecurityContext().getCapabilities().getDrop())
            .containsExactly("ALL");
        assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void neverRollsByItselfAndAsksForNoRole(ValueSet values) throws IOException {
    for (StatefulSet set : Objects.of(Objects.read(Chart.render(values)), StatefulSet.class)) {
      assertThat(set.getSpec().getUpdateStrategy().getType()).isEqualTo("OnDelete");
      assertThat(set.getSpec().getPodManagementPolicy()).isEqualTo("Parallel");
      Container node = set.getSpec().getTemplate().getSpec().getContainers().get(0);
      assertThat(node.getArgs()).contains("--await-formation").doesNotContain("--bootstrap");
      assertThat(node.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/livez");
      assertThat(node.getStartupProbe().getHttpGet().getPath()).isEqualTo("/livez");
      assertThat(node.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/readyz");
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatSelectsPodsFindsThoseThatItIsFor(ValueSet values) throws IOException {
    List<HasMetadata> objects = Objects.read(Chart.render(values));
    List<Map<String, String>> voters = new ArrayList<>();
    for (StatefulSet set : Objects.of(objects, StatefulSet.class)) {
      Map<String, String> labels = set.getSpec().getTemplate().getMetadata().getLabels();
      assertThat(labels).containsAllEntriesOf(set.getSpec().getSelector().getMatchLabels());
      for (int i = 0; i < set.getSpec().getReplicas(); i++) {
        voters.add(labels);
      }
    }
    Job job = Objects.of(objects, Job.class).get(0);
    Map<String, String> formation = job.getSpec().getTemplate().getMetadata().getLabels();
    PodDisruptionBudget budget = Objects.of(objects, PodDisruptionBudget.class).get(0);
    Map<String, String> guarded = budget.getSpec().getSelector().getMatchLabels();

    assertThat(voters).allSatisfy(labels -> assertThat(labels).containsAllEntriesOf(guarded));
    assertThat(budget.getSpec().getMinAvailable().getIntVal()).isEqualTo(voters.size() - 1);
    assertThat(formation.entrySet().containsAll(guarded.entrySet())).isFalse();
    for (Service service : Objects.of(objects, Service.class)) {
      Map<String, String> wanted = service.getSpec().getSelector();
      assertThat(voters).anySatisfy(labels -> assertThat(labels).containsAllEntriesOf(wanted));
      assertThat(formation.entrySet().containsAll(wanted.entrySet())).isFalse();
    }
  }

  @Test
  void aPodIsGivenTheTimeThatHandingOverAndStoppingTake() throws IOException {
    List<StatefulSet> sets =
        Objects.of(Objects.read(Chart.render(ValueSet.PRODUCTION)), StatefulSet.class);

    // 2 x 30 s to hand over, 20 s and 45 s for the resources, 15 s of air.
    assertThat(sets.get(0).getSpec().getTemplate().getSpec().getTerminationGracePeriodSeconds())
        .isEqualTo(140);
    assertThat(sets.get(1).getSpec().getTemplate().getSpec().getTerminationGracePeriodSeconds())
        .isEqualTo(75);
  }

  @Test
  void lessTimeThanThatIsRefused(@TempDir Path folder) throws IOException {
    Path values =
        Files.writeString(folder.resolve("v.yaml"), "terminationGracePeriodSeconds: 60\n");

    assertThatThrownBy(() -> Chart.render(values))
        .hasMessageContaining("terminationGracePeriodSeconds is 60")
        .hasMessageContaining("may take 85");
  }

  @Test
  void theClusterIsFormedAfterTheInstallationOnly() throws IOException {
    Job job = Objects.of(Objects.read(Chart.render(ValueSet.DEFAULTS)), Job.class).get(0);
    List<String> command =
        job.getSpec().getTemplate().getSpec().getContainers().get(0).getCommand();

    assertThat(command.get(2)).contains("cluster form").contains("groups/example.yaml");
    assertThat(Files.readString(Path.of("quorate/templates/job-formation.yaml")))
        .contains("helm.sh/hook: post-install,post-upgrade")
        .containsSubsequence("if .Release.IsInstall", "cluster form", "end");
  }
}
