package io.quorate.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.quorate.helm.Chart.ValueSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each node, and the job, have the credentials that their files name, and are asked over TLS. */
final class TlsTest {
  private static final String PLACE = "/etc/quorate-trust/";

  @TempDir private Path folder = Path.of("");

  private static Volume trust(PodSpec pod) {
    return pod.getVolumes().stream()
        .filter(volume -> volume.getName().equals("trust"))
        .findFirst()
        .orElseThrow();
  }

  private static List<Container> nodes(List<HasMetadata> objects) {
    List<Container> nodes = new ArrayList<>();
    for (StatefulSet set : Objects.of(objects, StatefulSet.class)) {
      nodes.addAll(set.getSpec().getTemplate().getSpec().getContainers());
    }
    return nodes;
  }

  @ParameterizedTest
  @EnumSource(names = {"PROVEN", "CERT_MANAGER"})
  void everyNodeFindsItsCredentialsWhereItsFileSays(ValueSet values) throws IOException {
    List<HasMetadata> objects = Objects.read(Chart.render(values));
    TreeMap<String, List<String>> files = new TreeMap<>();
    for (StatefulSet set : Objects.of(objects, StatefulSet.class)) {
      Volume trust = trust(set.getSpec().getTemplate().getSpec());
      // The group may read it, the world may not: a node does not take a key that everybody reads.
      assertThat(trust.getProjected().getDefaultMode()).isEqualTo(0440);
      trust.getProjected().getSources().stream()
          .flatMap(source -> source.getSecret().getItems().stream())
          .forEach(
              item -> {
                assertThat(item.getPath()).endsWith("/" + item.getKey());
                String folder = item.getPath().substring(0, item.getPath().lastIndexOf('/'));
                files.computeIfAbsent(PLACE + folder, key -> new ArrayList<>()).add(item.getKey());
              });
    }
    List<String> named = new ArrayList<>();
    for (ConfigMap map : Objects.of(objects, ConfigMap.class)) {
      map.getData().values().stream()
          .flatMap(String::lines)
          .filter(line -> line.startsWith("trust_directory: "))
          .forEach(line -> named.add(line.substring("trust_directory: ".length())));
    }
    assertThat(named).hasSize(3).containsExactlyInAnyOrderElementsOf(files.keySet());
    assertThat(files.values())
        .allSatisfy(
            keys -> assertThat(keys).containsExactlyInAnyOrder("ca.crt", "tls.crt", "tls.key"));
  }

  @ParameterizedTest
  @EnumSource
  void probesSpeakAsTheNodeDoes(ValueSet values) throws IOException {
    boolean proven = values == ValueSet.PROVEN || values == ValueSet.CERT_MANAGER;
    List<Container> nodes = nodes(Objects.read(Chart.render(values)));
    assertThat(nodes)
        .allSatisfy(
            node ->
                assertThat(
                        List.of(
                            node.getStartupProbe().getHttpGet().getScheme(),
                            node.getLivenessProbe().getHttpGet().getScheme(),
                            node.getReadinessProbe().getHttpGet().getScheme()))
                    .containsOnly(proven ? "HTTPS" : "HTTP"));
  }

  @Test
  void theJobShowsTheCredentialsOfAnAdmin() throws IOException {
    Job job = Objects.of(Objects.read(Chart.render(ValueSet.PROVEN)), Job.class).get(0);
    PodSpec pod = job.getSpec().getTemplate().getSpec();
    assertThat(trust(pod).getSecret().getSecretName()).isEqualTo("office-admin");
    assertThat(pod.getContainers().get(0).getEnv())
        .anySatisfy(
            env -> {
              assertThat(env.getName()).isEqualTo("QUORATE_TRUST");
              assertThat(env.getValue()).isEqualTo("/etc/quorate-trust");
            });
  }

  @Test
  void certManagerIsAskedForWhoEachNodeIs() throws IOException {
    String rendered = Chart.render(ValueSet.CERT_MANAGER);
    List<String> uris = new ArrayList<>();
    List<String> secrets = new ArrayList<>();
    for (JsonNode certificate : Objects.certificates(rendered)) {
      assertThat(certificate.get("apiVersion").asText()).isEqualTo("cert-manager.io/v1");
      assertThat(certificate.get("kind").asText()).isEqualTo("Certificate");
      JsonNode spec = certificate.get("spec");
      assertThat(names(spec))
          .containsExactlyInAnyOrder(
              "secretName", "duration", "renewBefore", "uris", "usages", "privateKey", "issuerRef");
      assertThat(names(spec.get("privateKey")))
          .containsExactlyInAnyOrder("algorithm", "size", "encoding", "rotationPolicy");
      assertThat(spec.get("privateKey").get("encoding").asText()).isEqualTo("PKCS8");
      assertThat(names(spec.get("issuerRef"))).containsExactlyInAnyOrder("name", "kind", "group");
      assertThat(spec.get("issuerRef").get("kind").asText()).isEqualTo("ClusterIssuer");
      uris.add(spec.get("uris").get(0).asText());
      secrets.add(spec.get("secretName").asText());
    }
    assertThat(uris)
        .containsExactly(
            "quorate://office/admin/formation",
            "quorate://office/node/data-0",
            "quorate://office/node/data-1",
            "quorate://office/node/witness-0");
    assertThat(secrets)
        .doesNotHaveDuplicates()
        .allSatisfy(name -> assertThat(rendered).contains(name));
  }

  private static List<String> names(JsonNode object) {
    return StreamSupport.stream(((Iterable<String>) object::fieldNames).spliterator(), false)
        .toList();
  }

  private void refused(String yaml, String... why) throws IOException {
    Path values = Files.writeString(folder.resolve("values.yaml"), yaml + "\n");
    assertThatThrownBy(() -> Chart.render(values)).hasMessageContainingAll(why);
  }

  @Test
  void whatIsMissingIsSaidAtOnce() throws IOException {
    refused(
        "tls: {mode: secrets, secrets: {data: [a]}}",
        "these are not named: tls.secrets.data (two), tls.secrets.witness, tls.secrets.admin");
    refused("tls: {mode: certManager}", "tls.certManager.issuer.name is missing");
  }
}
