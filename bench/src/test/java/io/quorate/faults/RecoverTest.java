package io.quorate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.quorate.client.BackupStream;
import io.quorate.client.cli.ExitCode;
import io.quorate.core.declaration.TimingProfile;
import io.quorate.core.registry.Refounding;
import io.quorate.replica.disk.DurableFiles;
import io.quorate.server.Main;
import io.quorate.server.local.ClusterStates;
import io.quorate.server.local.LocalClusterPlan;
import io.quorate.server.local.LocalNode;
import io.quorate.server.local.LocalStart;
import io.quorate.server.local.LocalWire;
import io.quorate.v1.GroupStatus;
import io.quorate.v1.HistoryEntry;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Two of three are lost for good, and the cluster is founded anew from what the third has. */
final class RecoverTest {
  @TempDir private Path directory;
  private Scene scene;
  private LocalNode survivor;
  private LocalNode witness;
  private LocalNode lost;
  private Path oldData;
  private long epoch;

  @BeforeEach
  void twoAreLost() throws Exception {
    scene = Scene.begin(directory, TimingProfile.FAST, LocalWire.PROVEN);
    lost = scene.active();
    survivor = scene.peerOf(lost);
    witness = scene.node("w");
    epoch = scene.epoch();
    oldData = scene.lose(lost);
    scene.lose(witness);
    assertThat(recover()).contains("is in use by another process");
    scene.cluster().crash(survivor);
    scene.cluster().stop(survivor, Scene.LIMIT);
  }

  @AfterEach
  void end() throws Exception {
    scene.close();
  }

  /** All that the command prints, and its exit code. */
  private String recover(String... more) {
    String[] all = new String[more.length + 3];
    all[0] = "recover";
    all[1] = "--config";
    all[2] = survivor.file().toString();
    System.arraycopy(more, 0, all, 3, more.length);
    return run(all);
  }

  private static String run(String... arguments) {
    StringWriter printed = new StringWriter();
    CommandLine line =
        Main.commandLine()
            .setOut(new PrintWriter(printed, true))
            .setErr(new PrintWriter(printed, true));
    int code = line.execute(arguments);
    return printed + "exit code " + code;
  }

  private void found() {
    assertThat(
            recover(
                "--confirm", LocalClusterPlan.CLUSTER, "--fenced-by", "kim: two machines burnt"))
        .contains("founded anew, number 2 of its name")
        .endsWith("exit code " + ExitCode.DONE);
  }

  private GroupStatus servedBySurvivor() throws Exception {
    return ClusterStates.active(
            scene.await(
                "the survivor serves",
                status ->
                    ClusterStates.active(status, Scene.GROUP)
                        .filter(group -> group.getHolder().equals(survivor.node().value()))
                        .isPresent()),
            Scene.GROUP)
        .orElseThrow();
  }

  @Test
  void theSurvivorServesAloneAndOldDataIsRefused() throws Exception {
    assertThat(recover())
        .contains("shut out for good", lost.node() + " (data)", "w (witness)")
        .contains("Nothing was changed.")
        .endsWith("exit code " + ExitCode.DONE);
    assertThat(recover("--confirm", "another", "--fenced-by", "kim"))
        .contains("--confirm says 'another'")
        .endsWith("exit code " + ExitCode.FAILED);
    assertThat(recover("--confirm", LocalClusterPlan.CLUSTER)).contains("--fenced-by");
    found();

    scene.cluster().start(survivor, LocalStart.AGAIN);

    assertThat(servedBySurvivor().getEpoch()).isGreaterThan(epoch + Refounding.LEAP);
    List<String> events = scene.history().stream().map(HistoryEntry::getEvent).toList();
    assertThat(events).contains("ROLE_FENCED");
    Files.move(oldData, lost.data());
    scene.awaitRefusal(lost, "the cluster was founded anew without this data");
  }

  @Test
  @Tag("long")
  void allOthersAreTakenInAgain() throws Exception {
    found();
    scene.cluster().start(survivor, LocalStart.AGAIN);
    servedBySurvivor();

    for (LocalNode other : List.of(witness, lost)) {
      scene.cluster().start(other, LocalStart.WAITING);
      scene.offerPlace(other);
      scene.await(
          other.node() + " votes",
          status ->
              status.getNodesList().stream()
                  .anyMatch(
                      node -> node.getNode().equals(other.node().value()) && node.getVotes()));
    }

    scene.heal();
    for (LocalNode node : scene.cluster().nodes()) {
      scene.cluster().crash(node);
      scene.heal();
    }
    DurableFiles.deleteTree(survivor.data().resolve("before-founding-2"));
    scene.heal();
  }

  @Test
  @Tag("long")
  void allAreLostAndABackupIsRestored() throws Exception {
    found();
    scene.cluster().start(survivor, LocalStart.AGAIN);
    long before = servedBySurvivor().getEpoch();
    Path backup = directory.resolve("backup.zip");
    backUp(backup);
    assertThat(run("restore", "--config", survivor.file().toString(), backup.toString()))
        .contains("is in use by another process");

    scene.lose(survivor);
    Files.createDirectories(survivor.data());
    assertThat(run("restore", "--config", survivor.file().toString(), backup.toString()))
        .contains("Nothing was changed.");
    assertThat(
            run(
                "restore",
                "--config",
                survivor.file().toString(),
                "--confirm",
                LocalClusterPlan.CLUSTER,
                "--fenced-by",
                "kim: all three burnt",
                backup.toString()))
        .contains("founded anew, number 3 of its name");

    scene.cluster().start(survivor, LocalStart.AGAIN);
    assertThat(servedBySurvivor().getEpoch()).isGreaterThan(before + Refounding.LEAP);
  }

  private void backUp(Path file) throws Exception {
    try (BackupStream backup = scene.cluster().client().backup();
        OutputStream out = Files.newOutputStream(file)) {
      for (Optional<ByteString> bytes = backup.next(Scene.LIMIT);
          bytes.isPresent();
          bytes = backup.next(Scene.LIMIT)) {
        bytes.get().writeTo(out);
      }
    }
  }
}
