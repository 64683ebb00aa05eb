package io.quorate.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.JsonFormat;
import io.grpc.Status.Code;
import io.quorate.client.FakeNode;
import io.quorate.client.error.Refusals;
import io.quorate.client.yaml.Parsed;
import io.quorate.client.yaml.StrictYaml;
import io.quorate.v1.GetStatusRequest;
import io.quorate.v1.GroupStatus;
import io.quorate.v1.ListGroupsRequest;
import io.quorate.v1.ListGroupsResponse;
import io.quorate.v1.Phase;
import io.quorate.v1.Status;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StatusCommandTest {

  private final FakeNode node = FakeNode.start();

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void allIsWell() {
    answer(Samples.status().addGroups(Samples.group("web")).build());
    CliRun.with(node).run("status").exits(0).prints("status-good.txt");
    assertThat(node.requests(GetStatusRequest.class))
        .containsExactly(GetStatusRequest.getDefaultInstance());
  }

  @Test
  void somethingIsWrong() {
    Status.Builder status = Samples.status();
    status.getNodesBuilder(1).setOnline(false).setLastSeen(Samples.millis(42_000));
    status.addWarnings(
        Samples.notice("CLOCK_SKEW", "the clock of b is 3 s ahead", "check NTP on b"));
    status
        .addGroups(Samples.alone("db"))
        .addGroups(Samples.switching("mail"))
        .addGroups(vacant("web"));
    status.addGroups(Samples.group("x").setPaused(true));
    answer(status.build());
    CliRun.with(node).run("status").exits(4).prints("status-trouble.txt");
  }

  @Test
  void oneGroupWithItsMembers() {
    answer(Samples.status().addGroups(Samples.alone("web")).build());
    CliRun.with(node).run("status", "web").exits(0).prints("status-group.txt");
    assertThat(node.requests(GetStatusRequest.class).get(0).getGroup()).isEqualTo("web");
  }

  @Test
  void aHolderThatDoesNotServeIsNotOk() throws Exception {
    GroupStatus.Builder down =
        Samples.notServed(Samples.group("web"), 2, "on a it is down: server: exited with 1");
    Status status = Samples.status().addGroups(down).addGroups(Samples.group("db")).build();
    answer(status);
    CliRun.with(node).run("status", "web").exits(4).prints("status-not-served.txt");
    CliRun json = CliRun.with(node).run("status", "-o", "json").exits(4);
    assertThat(json.err()).startsWith("error: NOT SERVED: web since 2026-11-22 03:12:07Z (2s): on");
    Status.Builder read = Status.newBuilder();
    JsonFormat.parser().merge(json.out(), read);
    assertThat(read.build()).isEqualTo(status);
    node.on(
        ListGroupsRequest.class,
        request -> ListGroupsResponse.newBuilder().addAllGroups(status.getGroupsList()).build());
    assertThat(CliRun.with(node).run("group", "list").exits(0).out())
        .contains("web    NOT SERVED, active  a ")
        .contains("db     active              a ");
  }

  @Test
  void manyGroupsThatAreNotServedAreOneLine() {
    Status.Builder status = Samples.status();
    for (int i = 0; i < 1_000; i++) {
      status.addGroups(vacant("g" + i));
    }
    answer(status.build());
    assertThat(CliRun.with(node).run("status").exits(4).out())
        .startsWith(
            "NOT SERVED: g0, g1, g2, g3, g4, g5 and 994 more; why: quorate explain GROUP\n");
  }

  @Test
  void linesAreAsWideAsTheTerminalAndWholeInAPipe() {
    answer(
        Samples.status()
            .addGroups(Samples.notServed(Samples.alone("web"), 2, "a starts it"))
            .build());
    CliRun.with(node)
        .columns(60)
        .variable("NO_COLOR", "1")
        .run("status", "web")
        .prints("narrow.txt");
    String wide =
        CliRun.with(node).columns(200).variable("NO_COLOR", "1").run("status", "web").out();
    assertThat(wide).isEqualTo(CliRun.with(node).run("status", "web").out());
    assertThat(
            CliRun.with(node)
                .columns(200)
                .variable("COLUMNS", "60")
                .variable("NO_COLOR", "1")
                .run("status", "web")
                .prints("narrow.txt")
                .out()
                .lines())
        .allMatch(line -> line.length() <= 60);
  }

  @Test
  void aFailingCheckIsAsLoudAsItMatters() {
    GroupStatus.Builder group = Samples.group("web");
    group.getMembersBuilder(0).getChecksBuilder(0).setPassing(false).setDetail("500");
    group
        .getMembersBuilder(0)
        .addChecksBuilder()
        .setName("disk")
        .setCritical(true)
        .setDetail("full");
    answer(Samples.status().addGroups(group).build());
    assertThat(CliRun.with(node).run("status", "web").out())
        .contains("http   a     fails, warning  500")
        .contains("disk   a     FAILS           full");
  }

  @Test
  void withoutQuorumTheLastKnownStateIsShownAndTheExitCodeIs3() {
    Status local = local();
    answer(local);
    CliRun.with(node).run("status").exits(3).prints("status-no-quorum.txt");
    CliRun.with(node).run("status", "--local").exits(0);
    CliRun json = CliRun.with(node).run("status", "-o", "json").exits(3);
    assertThat(json.err()).startsWith("error: NO QUORUM: node b reaches no majority;");
    assertThat(json.out()).startsWith("{");
  }

  @Test
  void aLostNodeOfAThousandGroupsIsOneWarning() {
    Status.Builder status = Samples.status();
    for (int i = 0; i < 1_000; i++) {
      status.addGroups(Samples.alone("g" + i));
    }
    answer(status.build());
    CliRun run = CliRun.with(node).run("status").exits(0);
    assertThat(run.out())
        .contains("AT RISK: nobody could take over g0, g1, g2, g3, g4, g5 and 994 more");
    assertThat(run.out().split("STANDBY_OFFLINE", -1)).hasSize(2);
    assertThat(run.out()).contains("the same for g1, g2, g3, g4, g5, g6 and 993 more");
  }

  @Test
  void jsonAndYamlAreTheWholeMessage() throws Exception {
    Status status = Samples.status().addGroups(Samples.alone("web")).build();
    answer(status);
    CliRun json = CliRun.with(node).run("-o", "json", "status").exits(0);
    Status.Builder read = Status.newBuilder();
    JsonFormat.parser().merge(json.out(), read);
    assertThat(read.build()).isEqualTo(status);
    assertThat(json.out()).contains("\"paused\": false");
    CliRun yaml = CliRun.with(node).run("status", "-o", "yaml").exits(0);
    assertThat(StrictYaml.parse(yaml.out(), Status.getDefaultInstance()))
        .isInstanceOfSatisfying(Parsed.Ok.class, ok -> assertThat(ok.message()).isEqualTo(status));
  }

  @Test
  void coloursOnlyWhereTheyBelong() {
    answer(Samples.status().addGroups(Samples.alone("web")).build());
    assertThat(CliRun.with(node).run("status").out()).doesNotContain("\u001b");
    assertThat(CliRun.with(node).terminal(TerminalEnd.OUTPUT).run("status").out())
        .contains("\u001b[33m");
    assertThat(
            CliRun.with(node)
                .terminal(TerminalEnd.OUTPUT)
                .variable("NO_COLOR", "1")
                .run("status")
                .out())
        .doesNotContain("\u001b");
    assertThat(CliRun.with(node).run("status", "--color", "always").out()).contains("\u001b[33m");
    assertThat(CliRun.with(node).terminal(TerminalEnd.OUTPUT).run("status", "--color=never").out())
        .doesNotContain("\u001b");
  }

  @Test
  void textOfOthersCannotMoveTheCursor() {
    GroupStatus.Builder group = Samples.group("web");
    group.getMembersBuilder(0).setCause("\u001b[2Jboo\r\nnext");
    answer(Samples.status().addGroups(group).build());
    assertThat(CliRun.with(node).run("status", "web").out()).contains("?[2Jboo  next");
  }

  @Test
  void anUnknownGroupIsRefused() {
    node.on(
        GetStatusRequest.class,
        request -> {
          throw Refusals.toStatus(
              Code.NOT_FOUND,
              List.of(
                  Samples.notice(
                      "NO_SUCH_GROUP", "there is no group wbe", "see: quorate group list")));
        });
    CliRun run = CliRun.with(node).run("status", "wbe").exits(1);
    assertThat(run.err())
        .isEqualTo("error: there is no group wbe (NO_SUCH_GROUP); see: quorate group list\n");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void aGroupThatTheAskedNodeDoesNotKnowIsAFailure() {
    answer(local().toBuilder().clearGroups().build());
    assertThat(CliRun.with(node).run("status", "wbe", "--local").exits(1).out())
        .contains("group wbe is not known here");
    CliRun.with(node).run("status", "--local").exits(0);
  }

  @Test
  void nobodyThereIsExitCode3() {
    node.close();
    CliRun run = CliRun.with(node).run("status").exits(3);
    assertThat(run.err())
        .startsWith("error: no node answers: 127.0.0.1:")
        .contains("check that the nodes run");
  }

  @Test
  void watchShowsEachChangeAndGivesUpWhenNobodyAnswersForLong() {
    Status first = Samples.status().addGroups(Samples.group("web")).build();
    Status same = first.toBuilder().setAsOf(Samples.at(-1)).build();
    Status second = Samples.status().addGroups(Samples.switching("web")).build();
    // The node goes on answering until it has been asked anew, then it is gone.
    node.watched(List.of(first, same, second));
    Thread end = new Thread(() -> awaitSecondQuestionAndStop());
    end.start();
    CliRun run =
        CliRun.with(node).run("status", "--watch", "-o", "json", "--timeout", "1s").exits(3);
    List<String> lines = run.out().lines().toList();
    assertThat(lines).hasSizeGreaterThanOrEqualTo(2);
    assertThat(lines.get(0)).contains("\"phase\":\"ACTIVE\"");
    assertThat(lines.get(1)).contains("\"phase\":\"DEMOTING\"");
    assertThat(run.err()).contains("no node has answered for");
  }

  @Test
  void watchRedrawsOnATerminal() {
    node.watched(List.of(Samples.status().addGroups(Samples.group("web")).build()));
    new Thread(() -> awaitSecondQuestionAndStop()).start();
    CliRun run =
        CliRun.with(node)
            .terminal(TerminalEnd.OUTPUT)
            .run("status", "-w", "--timeout", "500ms")
            .exits(3);
    assertThat(run.out()).startsWith("\u001b[H\u001b[2J").contains("OK: web is active on a");
  }

  private void awaitSecondQuestionAndStop() {
    node.awaitRequests(2);
    node.close();
  }

  private static GroupStatus.Builder vacant(String name) {
    GroupStatus.Builder group =
        Samples.alone(name).setPhase(Phase.VACANT).setHolder("").setSince(Samples.at(42));
    group.getMembersBuilder(0).setEligible(false);
    return Samples.notServed(group, 42, "a was lost, and nobody was granted it since");
  }

  private static Status local() {
    return Samples.status()
        .setSource(Status.Source.LOCAL)
        .setAnsweredBy("b")
        .setLeader("")
        .setAge(Samples.millis(42_300))
        .addGroups(Samples.group("web"))
        .build();
  }

  private void answer(Status status) {
    node.on(GetStatusRequest.class, request -> status);
  }
}
