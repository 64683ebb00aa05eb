package io.quorate.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.declaration.TimingProfile;
import io.quorate.faults.TestedProgram;
import io.quorate.server.Main;
import io.quorate.server.local.ClusterStates;
import io.quorate.server.local.LocalCluster;
import io.quorate.server.local.LocalClusterPlan;
import io.quorate.server.local.LocalNode;
import io.quorate.server.local.LocalStart;
import io.quorate.v1.GroupStatus;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * What docs/configuration.md, docs/runtime.md and docs/secrets.md show works as it is shown, on
 * three real nodes, and no secret can be read in any of their files.
 */
final class ConfigurationDocumentTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** The document speaks of revisions that a configuration in use has. */
  private static final int COMMITS_BEFORE = 8;

  private static final String SECRET = "nobody-finds-this-in-a-file";
  private static final String PLAIN = "everybody-finds-this-in-a-file";

  @TempDir private Path directory;
  private String epoch = "";
  private String asked = "";

  @Test
  void everyCommandRuns() throws Exception {
    try (LocalCluster cluster =
        LocalCluster.create(
            new LocalClusterPlan(
                directory.resolve("cluster"),
                TestedProgram.launcher(),
                TimingProfile.LAN,
                new SplittableRandom()))) {
      begin(cluster);
      for (int i = 0; i < COMMITS_BEFORE; i++) {
        run(List.of("config", "set", "web", "limits/connections=" + i));
      }
      assertThat(runAll("docs/configuration.md")).isGreaterThan(9);
      assertThat(runAll("docs/runtime.md")).isGreaterThan(12);
      Files.writeString(directory.resolve("password.txt"), SECRET);
      assertThat(runAll("docs/secrets.md")).isGreaterThan(8);
      run(List.of("config", "set", "web", "no-secret=" + PLAIN));
      Path bundle = directory.resolve("bundle.zip");
      run(List.of("support-bundle", bundle.toString(), "--note", "what leaves the house"));
      assertNothingIsGivenAway(bundle);
    }
    assertThat(readable(PLAIN)).as("what a majority has").hasSizeGreaterThan(1);
    assertThat(readable(SECRET)).isEmpty();
  }

  /** Every node is in it, and no value. */
  private static void assertNothingIsGivenAway(Path bundle) throws IOException {
    try (ZipFile zip = new ZipFile(bundle.toFile())) {
      List<? extends ZipEntry> entries = Collections.list(zip.entries());
      assertThat(entries.stream().map(ZipEntry::getName))
          .contains("cluster/status.json", "cluster/explain.json", "cluster/history.json")
          .contains("nodes/a/log.txt", "nodes/b/disk.txt", "nodes/w/threads.txt");
      for (ZipEntry entry : entries) {
        String text = new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
        assertThat(text).as(entry.getName()).isNotEmpty().doesNotContain(SECRET, PLAIN);
      }
    }
  }

  /** The files of the nodes, logs, stores and all, in which the text can be read. */
  private List<Path> readable(String text) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(directory.resolve("cluster"))) {
      for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
        if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
          files.add(file);
        }
      }
    }
    return files;
  }

  private int runAll(String document) throws Exception {
    int commands = 0;
    for (Block block : Document.named(document).blocks()) {
      for (String line : block.lines()) {
        for (List<String> call : ShellLine.quorateCalls(line)) {
          run(call);
          commands++;
        }
      }
    }
    return commands;
  }

  private void begin(LocalCluster cluster) throws Exception {
    for (LocalNode node : cluster.nodes()) {
      cluster.start(node, LocalStart.BOOTSTRAP);
    }
    cluster.await("a cluster", ClusterStates.formed(cluster.nodes().size()), LIMIT);
    cluster.apply(cluster.groupSpec(), LIMIT);
    GroupStatus group =
        ClusterStates.active(
                cluster.await("an active", ClusterStates.served(LocalClusterPlan.GROUP), LIMIT),
                LocalClusterPlan.GROUP)
            .orElseThrow();
    epoch = Long.toUnsignedString(group.getEpoch());
    asked = cluster.nodes().get(2).api().toString(); // a witness answers as every node does
  }

  private void run(List<String> call) {
    List<String> arguments = new ArrayList<>(List.of("--server", asked));
    for (String word : call) {
      arguments.add(
          switch (word) {
            case "web" -> LocalClusterPlan.GROUP;
            case "1" -> epoch;
            case "password.txt", "safe.key" -> directory.resolve(word).toString();
            case "PUBLIC_KEY" -> "9".repeat(64);
            case "./web-config" -> directory.resolve("web-config").toString();
            default -> word;
          });
    }
    StringWriter said = new StringWriter();
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(said));
    line.setErr(new PrintWriter(said));
    assertThat(line.execute(arguments.toArray(String[]::new)))
        .as("%s said: %s", call, said)
        .isZero();
  }
}
