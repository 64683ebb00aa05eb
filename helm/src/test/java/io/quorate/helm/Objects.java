package io.quorate.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Kubernetes objects, read strictly: what the model does not know is an error, not ignored. */
final class Objects {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final KubernetesSerialization KINDS = new KubernetesSerialization();
  private static final ObjectMapper STRICT =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  static {
    // The model takes what it does not know into a map, from which nobody would miss it.
    STRICT.setAnnotationIntrospector(
        new JacksonAnnotationIntrospector() {
          @Override
          public Boolean hasAnySetter(Annotated annotated) {
            return false;
          }
        });
  }

  private Objects() {}

  /** Of what was rendered, as trees. */
  static List<JsonNode> trees(String rendered) throws IOException {
    List<JsonNode> trees = new ArrayList<>();
    try (MappingIterator<JsonNode> all = YAML.readerFor(JsonNode.class).readValues(rendered)) {
      while (all.hasNext()) {
        JsonNode tree = all.next();
        if (tree != null && !tree.isNull() && !tree.isEmpty()) {
          trees.add(tree);
        }
      }
    }
    return trees;
  }

  /** The same without those of extensions, which the models do not know. */
  static List<JsonNode> ofKubernetes(String rendered) throws IOException {
    return trees(rendered).stream().filter(tree -> !extension(tree)).toList();
  }

  /** Those of cert-manager. */
  static List<JsonNode> certificates(String rendered) throws IOException {
    return trees(rendered).stream().filter(Objects::extension).toList();
  }

  private static boolean extension(JsonNode tree) {
    return tree.get("apiVersion").asText().startsWith("cert-manager.io/");
  }

  /** Of what was rendered, by the model. */
  static List<HasMetadata> read(String rendered) throws IOException {
    List<HasMetadata> objects = new ArrayList<>();
    for (JsonNode tree : ofKubernetes(rendered)) {
      Object loose = KINDS.unmarshal(tree.toString());
      assertThat(loose).as("%s", tree.get("kind")).isNotInstanceOf(GenericKubernetesResource.class);
      objects.add((HasMetadata) STRICT.treeToValue(tree, loose.getClass()));
    }
    return objects;
  }

  static <T extends HasMetadata> List<T> of(List<HasMetadata> objects, Class<T> type) {
    return objects.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
