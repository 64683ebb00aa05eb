package io.quorate.client.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusException;
import io.quorate.client.FakeNode;
import io.quorate.client.error.Refusals;
import io.quorate.v1.DiagnoseRequest;
import io.quorate.v1.DiagnoseResponse;
import io.quorate.v1.DiagnosisSection;
import io.quorate.v1.ExplainRequest;
import io.quorate.v1.ExplainResponse;
import io.quorate.v1.ForecastRequest;
import io.quorate.v1.GetHistoryRequest;
import io.quorate.v1.GetHistoryResponse;
import io.quorate.v1.GetStatusRequest;
import io.quorate.v1.NodeStatus;
import io.quorate.v1.Notice;
import io.quorate.v1.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One file for somebody who helps, also when not everything can be had. */
final class SupportBundleCommandTest {
  @TempDir Path folder;
  private FakeNode node;
  private Path file;

  @BeforeEach
  void start() {
    file = folder.resolve("case.zip");
    node =
        FakeNode.start()
            .on(
                GetStatusRequest.class,
                request ->
                    Status.newBuilder()
                        .setCluster("prod")
                        .setAnsweredBy("a")
                        .addNodes(NodeStatus.newBuilder().setNode("a"))
                        .addNodes(NodeStatus.newBuilder().setNode("b"))
                        .build())
            .on(ExplainRequest.class, request -> ExplainResponse.getDefaultInstance())
            .on(GetHistoryRequest.class, request -> GetHistoryResponse.getDefaultInstance())
            .on(
                ForecastRequest.class,
                request -> {
                  throw refused("NO_FORECAST", "nobody can tell");
                })
            .on(DiagnoseRequest.class, SupportBundleCommandTest::diagnosis);
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private static StatusException refused(String reason, String why) {
    return Refusals.toStatus(
        io.grpc.Status.Code.FAILED_PRECONDITION,
        List.of(Notice.newBuilder().setReason(reason).setMessage(why).build()));
  }

  private static DiagnoseResponse diagnosis(DiagnoseRequest request) throws StatusException {
    if (!request.getNode().equals("a")) {
      throw refused("NODE_OFFLINE", request.getNode() + " does not answer a");
    }
    return DiagnoseResponse.newBuilder()
        .setNode("a")
        .addAllNodes(List.of("a", "b", "w"))
        .addSections(DiagnosisSection.newBuilder().setName("log").setText("all is well\n"))
        .build();
  }

  private Map<String, String> bundle() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        files.put(entry.getName(), new String(zip.getInputStream(entry).readAllBytes(), UTF_8));
      }
    }
    return files;
  }

  @Test
  void whatCannotBeHadIsNamedInIt() throws Exception {
    CliRun run = CliRun.with(node).run("support-bundle", file.toString(), "--note", "case 17");

    assertThat(run.exits(0).out()).contains("missing: node b: ", "OK: " + file);
    Map<String, String> files = bundle();
    assertThat(files.keySet())
        .containsExactly(
            "README.txt",
            "SHA256SUMS",
            "cluster/explain.json",
            "cluster/history.json",
            "cluster/status.json",
            "nodes/a/log.txt");
    assertThat(files.get("README.txt"))
        .contains("Cluster prod", "case 17", "node b: ", "b does not answer a", "nobody can tell");
    assertThat(files.get("nodes/a/log.txt")).isEqualTo("all is well\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    for (String line : files.getOrDefault("SHA256SUMS", "").lines().toList()) {
      String[] words = line.split("  ", 2);
      byte[] content = files.getOrDefault(words[1], "").getBytes(UTF_8);
      MessageDigest sum = MessageDigest.getInstance("SHA-256");
      assertThat(HexFormat.of().formatHex(sum.digest(content))).as(words[1]).isEqualTo(words[0]);
    }
  }

  /** A status names no other nodes then, and nobody waits for what needs a quorum. */
  @Test
  void withoutAQuorumTheNodesAreThoseThatANodeKnows() throws Exception {
    node.on(
        GetStatusRequest.class,
        request ->
            Status.newBuilder()
                .setCluster("prod")
                .setAnsweredBy("a")
                .setSource(Status.Source.LOCAL)
                .build());

    CliRun run = CliRun.with(node).run("support-bundle", file.toString()).exits(0);

    assertThat(run.out())
        .contains("there is no quorum", "missing: node b: ", "missing: node w: w does not answer");
    assertThat(bundle()).containsKeys("nodes/a/log.txt").doesNotContainKey("cluster/explain.json");
    assertThat(node.requests(ExplainRequest.class)).isEmpty();
  }

  @Test
  void whatIsThereIsNotOverwritten() throws Exception {
    Files.writeString(file, "mine");

    CliRun run = CliRun.with(node).run("support-bundle", file.toString());

    assertThat(run.exits(2).err()).contains("is there already");
    assertThat(Files.readString(file)).isEqualTo("mine");
  }

  @Test
  void whereNobodyAnswersNothingIsLeft() {
    node.close();

    CliRun.with(node).run("support-bundle", file.toString(), "--timeout", "1s").exits(3);

    assertThat(folder).isEmptyDirectory();
  }
}
