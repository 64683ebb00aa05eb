package io.quorate.server.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class GroupFilesTest {
  private static final SortedMap<NodeId, NodeKind> UNKNOWN = new TreeMap<>();

  @Test
  void theExampleOfTheDistributionIsGood() {
    GroupFile file =
        GroupFiles.read(Path.of("../node/src/main/dist/etc/group-example.yaml"), UNKNOWN);

    assertThat(file.findings()).isEmpty();
    assertThat(file.groups()).hasSize(1);
  }

  @Test
  void readsSeveralDeclarationsAndNamesTheLineOfEachProblem() throws IOException {
    GroupFile file =
        read(
            """
            name: one
            members: [{node: a}, {node: b}]
            ---
            name: two
            members:
              - node: a
              - node: a
            timing:
              lease: 10ms
            ---
            name: one
            members: [{node: a}, {node: b}]
            ---
            nam: three
            """,
            UNKNOWN);

    assertThat(file.acceptable()).isFalse();
    assertThat(file.groups())
        .extracting(declared -> declared.spec().name().value())
        .contains("one");
    assertThat(file.findings())
        .extracting(FileFinding::line, FileFinding::path)
        .contains(
            tuple(7, "members[1].node"),
            tuple(9, "timing.lease"),
            tuple(11, "name"),
            tuple(14, "nam"));
  }

  @Test
  void membersMustBeDataNodesOfTheClusterWhereThatIsKnown() throws IOException {
    TreeMap<NodeId, NodeKind> nodes = new TreeMap<>();
    nodes.put(new NodeId("a"), NodeKind.DATA);
    nodes.put(new NodeId("w"), NodeKind.WITNESS);

    GroupFile file = read("name: g\nmembers: [{node: w}, {node: x}]\n", nodes);

    assertThat(file.findings().toString())
        .contains("which is never active")
        .contains("is not a node of this cluster");
  }

  @Test
  void aSingleMemberIsWarnedOf() throws IOException {
    GroupFile file = read("name: g\nmembers: [{node: a}]\n", UNKNOWN);

    assertThat(file.acceptable()).isTrue();
    assertThat(file.findings().toString()).contains("nobody can take over");
  }

  private static GroupFile read(String text, SortedMap<NodeId, NodeKind> nodes) throws IOException {
    return GroupFiles.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), nodes);
  }
}
