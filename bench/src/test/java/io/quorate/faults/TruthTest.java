package io.quorate.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorate.client.RefusedException;
import io.quorate.client.cli.Words;
import io.quorate.core.declaration.TimingProfile;
import io.quorate.server.local.LocalNode;
import io.quorate.server.local.ProcessRole;
import io.quorate.server.local.ProcessSignal;
import io.quorate.v1.Check;
import io.quorate.v1.ExecProbe;
import io.quorate.v1.Forecast;
import io.quorate.v1.ForecastRequest;
import io.quorate.v1.GetHistoryRequest;
import io.quorate.v1.GetStatusRequest;
import io.quorate.v1.GroupSpec;
import io.quorate.v1.GroupStatus;
import io.quorate.v1.HistoryEntry;
import io.quorate.v1.Hook;
import io.quorate.v1.Probe;
import io.quorate.v1.Resource;
import io.quorate.v1.ServiceState;
import io.quorate.v1.SwitchoverRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people and programs are told is what is the case. */
final class TruthTest {
  @TempDir private static Path directory;
  private static Scene scene;

  @BeforeAll
  static void begin() throws Exception {
    scene = Scene.begin(Files.createDirectory(directory.resolve("cluster")), TimingProfile.LAN);
  }

  @AfterAll
  static void end() throws Exception {
    if (scene != null) {
      scene.close();
    }
  }

  @BeforeEach
  void heal() throws Exception {
    scene.heal();
  }

  @Test
  void theFirstGrantGoesToTheBestMember() throws Exception {
    HistoryEntry first =
        scene.history().stream()
            .filter(entry -> entry.getEvent().equals("ROLE_GRANTED"))
            .findFirst()
            .orElseThrow();
    assertThat(first.getNode()).isEqualTo("a");
  }

  @Test
  void anInterruptionIsSeenCountedAndOver() throws Exception {
    ServiceState before = service();
    assertThat(before.getServed()).isTrue();
    assertThat(before.getWhy()).isEmpty();
    measured("quorate_group_served", 1);

    scene.signal(scene.active(), ProcessRole.SERVICE, ProcessSignal.KILL);
    scene.await(
        "the interruption as over",
        status ->
            status.getGroupsList().stream()
                .filter(group -> group.getName().equals(Scene.GROUP))
                .map(GroupStatus::getService)
                .anyMatch(
                    service ->
                        service.getServed()
                            && service.getInterruptions() > before.getInterruptions()));

    assertThat(service().hasLastInterruption()).isTrue();
    assertThat(scene.history())
        .filteredOn(entry -> entry.getEvent().equals("NODE_INTERRUPTED"))
        .anySatisfy(entry -> assertThat(entry.getCause()).contains("ended by signal 9"));
    measured("quorate_group_interruptions_total", service().getInterruptions());
  }

  @Test
  void oneBoundWhereverItIsShown() throws Exception {
    Forecast forecast =
        scene
            .cluster()
            .client()
            .forecast(ForecastRequest.newBuilder().setGroup(Scene.GROUP).build())
            .getForecasts(0);
    GroupStatus group = group();
    assertThat(forecast.getBound()).isEqualTo(group.getFailoverBound());

    RunOutcome validated = run("validate", scene.cluster().groupFile().toString());
    Duration bound =
        Duration.ofSeconds(forecast.getBound().getSeconds(), forecast.getBound().getNanos());
    assertThat(validated.output()).contains("fails over within " + Words.bound(bound));
  }

  @Test
  void hooksAndChecksAreToldWhatIsTheCase() throws Exception {
    GroupSpec good = scene.cluster().groupSpec();
    scene.cluster().apply(telling(good), Scene.LIMIT);
    LocalNode old = scene.active();
    long epoch = scene.epoch();
    told("check", old, Long.toString(epoch));
    told("check", scene.peerOf(old), "0");

    LocalNode next = scene.peerOf(old);
    scene.switchover(next);
    scene.takenOver(next, epoch);
    told("check", next, Long.toString(scene.epoch()));
    told("check", old, "0");
    scene.heal();

    scene.signal(next, ProcessRole.GUARD, ProcessSignal.KILL);
    told("demote", next, "promoting-again");
    scene.heal();

    // On a machine that starved meanwhile the role may have moved instead of being kept.
    LocalNode serves = scene.active();
    if (!serves.equals(next)) {
      Scene.say("the role moved when only a guard died: " + scene.history());
    }
    LocalNode other = scene.peerOf(serves);
    long kept = scene.epoch();
    scene.switchover(other);
    scene.takenOver(other, kept);
    told("demote", serves, "handed-over");
    scene.heal();
    scene.cluster().apply(good, Scene.LIMIT);
  }

  /** The hook and the check write what they are told to files. */
  private static GroupSpec telling(GroupSpec good) {
    Hook hook =
        Hook.newBuilder()
            .addAllPromote(List.of("/bin/true"))
            .addAllDemote(List.of("/bin/sh", "-c", writing("QUORATE_OUTCOME", "demote")))
            .build();
    Check check =
        Check.newBuilder()
            .setName("tells")
            .setWhere(Check.Where.EVERYWHERE)
            .setProbe(
                Probe.newBuilder()
                    .setExec(
                        ExecProbe.newBuilder()
                            .addAllCommand(
                                List.of("/bin/sh", "-c", writing("QUORATE_EPOCH", "check")))))
            .build();
    return good.toBuilder()
        .clearResources()
        .addResources(Resource.newBuilder().setName("tells").setHook(hook))
        .addAllResources(good.getResourcesList())
        .addChecks(check)
        .build();
  }

  private static String writing(String variable, String file) {
    return "printf %s \"$" + variable + "\" > " + directory + "/" + file + "-$QUORATE_NODE";
  }

  private static void told(String what, LocalNode node, String expected) throws Exception {
    Path file = directory.resolve(what + "-" + node.node());
    Scene.until(
        node.node() + " to be told " + expected + " at " + what,
        Scene.LIMIT,
        () -> Files.exists(file) && Files.readString(file).equals(expected));
  }

  @Test
  @Tag("long")
  void aPlainStopIsNoErrorInAnyLog() throws Exception {
    Map<LocalNode, Long> said = new HashMap<>();
    for (LocalNode node : scene.cluster().nodes()) {
      said.put(node, (long) Files.readAllLines(node.log()).size());
    }
    for (LocalNode node : scene.cluster().nodes()) {
      assertThat(scene.cluster().stop(node, Scene.LIMIT)).isIn(0, 143);
    }
    for (LocalNode node : scene.cluster().nodes()) {
      assertThat(Files.readAllLines(node.log()).stream().skip(said.getOrDefault(node, 0L)))
          .as("%s", node.log())
          .noneMatch(line -> line.startsWith("\tat ") || line.contains(" ERROR "))
          .noneMatch(line -> line.matches(".*\\b[A-Z]\\w+\\[\\w+=.*"));
    }
  }

  @Test
  void whatIsNotThereIsRefused() {
    assertThatThrownBy(
            () ->
                scene
                    .cluster()
                    .client()
                    .history(GetHistoryRequest.newBuilder().setGroup("nosuch").build()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("there is no group 'nosuch'");
  }

  @Test
  void aSwitchoverThatCannotBeOverInTimeIsRefused() throws Exception {
    SwitchoverRequest hurried =
        SwitchoverRequest.newBuilder()
            .setGroup(Scene.GROUP)
            .setTimeout(com.google.protobuf.Duration.newBuilder().setNanos(10_000_000))
            .build();
    assertThatThrownBy(() -> scene.cluster().client().switchover(hurried))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("no change of the active is over within 10 ms");
  }

  @Test
  void whatTheDemoTellsToTryWorksAsPrinted() throws Exception {
    // A busy machine is without a leader for a moment now and then, and the command says so.
    Scene.until(
        "a good status",
        Scene.LIMIT,
        () -> {
          RunOutcome tried = run("status", Scene.GROUP);
          return tried.exitCode() == 0
              && tried.output().startsWith("OK: " + Scene.GROUP + " is active on ");
        });
  }

  private static RunOutcome run(String... arguments) throws Exception {
    return RunOutcome.ofProgram(List.of("/bin/sh", "-c", scene.cluster().shellLine(arguments)));
  }

  private static GroupStatus group() throws Exception {
    return scene
        .cluster()
        .client()
        .status(GetStatusRequest.newBuilder().setGroup(Scene.GROUP).build())
        .getGroups(0);
  }

  private static ServiceState service() throws Exception {
    return group().getService();
  }

  /** Waits until the leader, whichever node that is by then, gives this number of the group. */
  private static void measured(String metric, long number) throws Exception {
    String line = metric + "{group=\"" + Scene.GROUP + "\"} " + (double) number;
    Scene.until(line, Scene.LIMIT, () -> page(scene.leader()).lines().anyMatch(line::equals));
  }

  private static String page(LocalNode node) throws IOException, InterruptedException {
    URI metrics = URI.create("http://127.0.0.1:" + node.ports().http() + "/metrics");
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(metrics).build(),
            HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
        .body();
  }
}
