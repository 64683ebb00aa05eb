package io.quorate.server.cluster;

import static io.quorate.server.cluster.MemoryCluster.A;
import static io.quorate.server.cluster.MemoryCluster.B;
import static io.quorate.server.cluster.MemoryCluster.GROUP;
import static io.quorate.server.cluster.MemoryCluster.W;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import io.grpc.StatusRuntimeException;
import io.quorate.client.error.Refusals;
import io.quorate.core.NodeId;
import io.quorate.server.trial.Trials;
import io.quorate.v1.CancelConfigRequest;
import io.quorate.v1.CommitCandidateRequest;
import io.quorate.v1.ConfigChange;
import io.quorate.v1.ConfigTerms;
import io.quorate.v1.ConfigurationGrpc;
import io.quorate.v1.EditCandidateRequest;
import io.quorate.v1.GetConfigLogRequest;
import io.quorate.v1.GroupConfiguration;
import io.quorate.v1.Notice;
import io.quorate.v1.RollbackConfigRequest;
import io.quorate.v1.ValidationCommand;
import io.quorate.v1.WriteConfigRequest;
import io.quorate.v1.WriteConfigResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No commit is made that the command of its group does not accept. */
final class ValidationCommandTest {
  private static final long CALL_SECONDS = 60;

  @TempDir Path directory;
  private MemoryCluster cluster;
  private Path ran;

  @BeforeEach
  void begin() throws Exception {
    cluster = new MemoryCluster(directory);
    cluster.serve();
    cluster.raised();
    ran = directory.resolve("ran");
  }

  @AfterEach
  void end() {
    cluster.close();
  }

  /** Notes where it runs, then does what the script says. */
  private void declare(String script, int timeoutMillis, String... nodes) {
    ValidationCommand.Builder command =
        ValidationCommand.newBuilder()
            .addAllCommand(List.of("/bin/sh", "-c", "echo $QUORATE_NODE >> " + ran + "; " + script))
            .setTimeout(Duration.newBuilder().setNanos(timeoutMillis * 1_000_000))
            .addAllNodes(List.of(nodes));
    if (timeoutMillis >= 1_000) {
      command.setTimeout(Duration.newBuilder().setSeconds(timeoutMillis / 1_000));
    }
    var unused =
        cluster
            .ask(W)
            .applyGroup(
                MemoryCluster.apply(
                    MemoryCluster.spec().toBuilder()
                        .setConfiguration(GroupConfiguration.newBuilder().setValidation(command))
                        .build()));
  }

  private ConfigurationGrpc.ConfigurationBlockingStub ask(NodeId node) {
    return ConfigurationGrpc.newBlockingStub(cluster.channel(node))
        .withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS);
  }

  private static ConfigChange.Builder set(String path, String text) {
    return ConfigChange.newBuilder().setPath(path).setValue(ByteString.copyFromUtf8(text));
  }

  private WriteConfigResponse write(ConfigTerms.Builder terms, ConfigChange.Builder... changes) {
    WriteConfigRequest.Builder request =
        WriteConfigRequest.newBuilder().setGroup(GROUP).setTerms(terms);
    List.of(changes).forEach(request::addChanges);
    return ask(B).writeConfig(request.build());
  }

  private WriteConfigResponse write(ConfigChange.Builder... changes) {
    return write(ConfigTerms.newBuilder(), changes);
  }

  private static String refusal(Supplier<?> call) {
    try {
      return "done: " + call.get();
    } catch (StatusRuntimeException refused) {
      Notice first = Refusals.fromThrowable(refused).orElseThrow().reasons().get(0);
      return first.getReason() + ": " + first.getMessage();
    }
  }

  private List<String> whereItRan() throws IOException {
    return Files.readAllLines(ran);
  }

  /** Nothing of what was tried is left on any disk. */
  private void nothingIsLeft() throws IOException {
    for (NodeId node : List.of(A, B)) {
      try (var left = Files.list(directory.resolve(node.value()).resolve("trials"))) {
        assertThat(left).isEmpty();
      }
    }
  }

  @Test
  void theWholeConfigurationIsTriedAsItWouldBe() throws Exception {
    NodeId standby = cluster.holder().equals(A) ? B : A;
    declare(
        "cd $QUORATE_CONFIG_DIR && ls -ld .. | grep -q ^drwx------ && test $QUORATE_GROUP = g"
            + " && ! test -e gone && test -e kept || { echo bad $QUORATE_REVISION; exit 3; }",
        10_000);

    assertThat(write(set("kept", "1")).getRevision()).isEqualTo(1);
    assertThat(refusal(() -> write(set("gone", "1"))))
        .isEqualTo("VALIDATION_REFUSES: the validation on " + standby + " exited with 3: bad 2");
    assertThat(refusal(() -> write(ConfigChange.newBuilder().setPath("kept"))))
        .startsWith("VALIDATION_REFUSES");
    assertThat(refusal(this::candidate)).startsWith("VALIDATION_REFUSES");
    assertThat(refusal(() -> ask(A).rollbackConfig(back()))).startsWith("VALIDATION_REFUSES");
    assertThat(write(ConfigTerms.newBuilder().setSkipValidation(true), set("gone", "1")))
        .isNotNull();
    var log = ask(W).getConfigLog(GetConfigLogRequest.newBuilder().setGroup(GROUP).build());
    assertThat(log.getCommits(0).getValidationSkipped()).isTrue();
    assertThat(log.getCommits(1).getValidationSkipped()).isFalse();
    assertThat(whereItRan()).containsOnly(standby.value());
    nothingIsLeft();
  }

  private WriteConfigResponse candidate() {
    var staged =
        ask(A)
            .editCandidate(
                EditCandidateRequest.newBuilder()
                    .setGroup(GROUP)
                    .setName("work")
                    .addChanges(set("gone", "2"))
                    .build());
    assertThat(staged.getChanges()).isEqualTo(1);
    return ask(A)
        .commitCandidate(
            CommitCandidateRequest.newBuilder()
                .setGroup(GROUP)
                .setName("work")
                .setDryRun(true)
                .build());
  }

  private static RollbackConfigRequest back() {
    return RollbackConfigRequest.newBuilder().setGroup(GROUP).setTo(0).build();
  }

  @Test
  void anUndoAsksNobody() {
    declare("test -e $QUORATE_CONFIG_DIR/x", 10_000);
    ConfigTerms.Builder waits =
        ConfigTerms.newBuilder().setConfirmWithin(Duration.newBuilder().setSeconds(60));
    assertThat(write(waits, set("x", "1")).getRevision()).isEqualTo(1);
    var undone = ask(W).cancelConfig(CancelConfigRequest.newBuilder().setGroup(GROUP).build());
    assertThat(undone.getRevision()).isEqualTo(2);
  }

  @Test
  void whatHangsIsKilledAndWhatFloodsIsCut() throws Exception {
    declare("echo before; sleep 1000", 3_000);
    assertThat(refusal(() -> write(set("x", "1"))))
        .contains("did not end within 3000 ms and was killed: before");
    declare("head -c 3000000 /dev/zero | tr '\\0' 'x'; echo; echo the end; exit 1", 20_000);
    String flood = refusal(() -> write(set("x", "1")));
    assertThat(flood).startsWith("VALIDATION_REFUSES").endsWith("| the end");
    assertThat(flood.length()).isLessThan(400);
    nothingIsLeft();
  }

  @Test
  void whoCannotRunItIsPassedOver() throws Exception {
    NodeId active = cluster.holder();
    NodeId standby = active.equals(A) ? B : A;
    declare("true", 10_000, standby.value());
    cluster.node(standby).trials(Trials.none());
    assertThat(refusal(() -> write(set("x", "1"))))
        .startsWith("CANNOT_VALIDATE: no member could run the validation: " + standby + ": ");
    declare("true", 10_000);
    assertThat(write(set("x", "1")).getRevision()).isEqualTo(1);
    assertThat(whereItRan()).containsOnly(active.value());
  }

  @Test
  void commitsAreTriedOneAfterTheOther() throws Exception {
    declare("test $(ls $QUORATE_CONFIG_DIR | wc -l) -le 4 || { echo full; exit 1; }", 20_000);
    ExecutorService writers = Executors.newFixedThreadPool(6);
    try {
      List<Future<String>> all = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        String path = "p" + i;
        all.add(writers.submit(() -> refusal(() -> write(set(path, "1")))));
      }
      List<String> outcomes = new ArrayList<>();
      for (Future<String> one : all) {
        outcomes.add(one.get(2, TimeUnit.MINUTES));
      }
      assertThat(outcomes.stream().filter(outcome -> outcome.startsWith("done"))).hasSize(4);
      assertThat(outcomes.stream().filter(outcome -> outcome.endsWith("full"))).hasSize(2);
    } finally {
      writers.shutdownNow();
    }
  }
}
