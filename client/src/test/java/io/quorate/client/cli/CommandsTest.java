package io.quorate.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status.Code;
import io.quorate.client.FakeNode;
import io.quorate.client.error.Refusals;
import io.quorate.v1.ApplyGroupRequest;
import io.quorate.v1.ApplyGroupResponse;
import io.quorate.v1.DeleteGroupRequest;
import io.quorate.v1.DeleteGroupResponse;
import io.quorate.v1.ExplainRequest;
import io.quorate.v1.ExplainResponse;
import io.quorate.v1.Explanation;
import io.quorate.v1.FailoverRequest;
import io.quorate.v1.FailoverResponse;
import io.quorate.v1.Forecast;
import io.quorate.v1.ForecastRequest;
import io.quorate.v1.ForecastResponse;
import io.quorate.v1.GetGroupRequest;
import io.quorate.v1.GetHistoryRequest;
import io.quorate.v1.GetHistoryResponse;
import io.quorate.v1.GetStatusRequest;
import io.quorate.v1.Group;
import io.quorate.v1.GroupMember;
import io.quorate.v1.GroupSpec;
import io.quorate.v1.ListGroupsRequest;
import io.quorate.v1.ListGroupsResponse;
import io.quorate.v1.Notice;
import io.quorate.v1.PauseRequest;
import io.quorate.v1.PauseResponse;
import io.quorate.v1.ResumeRequest;
import io.quorate.v1.ResumeResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CommandsTest {

  private static final String TWO_GROUPS =
      "name: web\nmembers:\n- node: a\n---\nname: db\nmembers:\n- node: x\n";

  private final FakeNode node = FakeNode.start();

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void appliesAGroupFromAFile(@TempDir Path folder) throws Exception {
    ApplyGroupResponse.Builder response =
        ApplyGroupResponse.newBuilder().setRevision(4).setResult(ApplyGroupResponse.Result.CHANGED);
    response.addWarnings(
        Samples.notice("ONE_MEMBER", "only one member: nobody can take over", "add a member"));
    node.on(ApplyGroupRequest.class, request -> response.build());
    Path file = Files.writeString(folder.resolve("web.yaml"), "name: web\nmembers: [{node: a}]\n");
    CliRun run =
        CliRun.with(node).run("group", "apply", "-f", file.toString(), "--based-on", "3").exits(0);
    assertThat(run.out())
        .isEqualTo(
            """
            web: changed, revision 4
              ! only one member: nobody can take over (ONE_MEMBER)
                do: add a member
            """);
    ApplyGroupRequest request = node.requests(ApplyGroupRequest.class).get(0);
    assertThat(request.getBasedOn()).isEqualTo(3);
    assertThat(request.getSpec().getMembers(0).getNode()).isEqualTo("a");
    assertThat(request.getCaller().getActor()).isEqualTo("kim");
    assertThat(request.getDryRun()).isFalse();
  }

  @Test
  void severalGroupsAreCheckedBeforeTheFirstIsChanged() {
    node.on(
        ApplyGroupRequest.class,
        request -> {
          if (request.getSpec().getName().equals("db")) {
            Notice.Builder reason =
                Samples.notice("UNKNOWN_NODE", "there is no node x", "nodes: a, b").toBuilder();
            Notice other = Samples.notice("BAD_TIMING", "the lease is too short", "use 1s or more");
            throw Refusals.toStatus(
                Code.INVALID_ARGUMENT, List.of(reason.setPath("members[0].node").build(), other));
          }
          return ApplyGroupResponse.newBuilder()
              .setResult(ApplyGroupResponse.Result.CREATED)
              .setRevision(1)
              .build();
        });
    CliRun run = CliRun.with(node).input(TWO_GROUPS).run("group", "apply", "-f", "-").exits(1);
    assertThat(run.err())
        .isEqualTo(
            """
            error: standard input:7: members[0].node: there is no node x (UNKNOWN_NODE); nodes: a, b
            error: standard input:5: the lease is too short (BAD_TIMING); use 1s or more
            error: nothing was changed: 1 of 2 groups refused
            """);
    assertThat(node.requests(ApplyGroupRequest.class)).allMatch(ApplyGroupRequest::getDryRun);
  }

  @Test
  void severalGroupsAreApplied() {
    node.on(
        ApplyGroupRequest.class,
        request ->
            ApplyGroupResponse.newBuilder()
                .setResult(ApplyGroupResponse.Result.CREATED)
                .setRevision(1)
                .build());
    CliRun run = CliRun.with(node).input(TWO_GROUPS).run("group", "apply", "-f", "-").exits(0);
    assertThat(run.out()).isEqualTo("web: created, revision 1\ndb: created, revision 1\n");
    CliRun dry =
        CliRun.with(node).input("name: web").run("group", "apply", "-f", "-", "--dry-run").exits(0);
    assertThat(dry.out()).isEqualTo("web: would be created (nothing was changed)\n");
    CliRun json =
        CliRun.with(node).input(TWO_GROUPS).run("group", "apply", "-f", "-", "-o", "json").exits(0);
    assertThat(json.out().lines())
        .hasSize(2)
        .allMatch(line -> line.startsWith("{\"revision\":\"1\""));
  }

  @Test
  void aBadFileIsRefusedWithAllItsProblemsBeforeAnybodyIsAsked(@TempDir Path folder)
      throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("bad.yaml"), "nam: web\n---\nname: b\ntiming: {lease: 3}\n");
    CliRun run = CliRun.with(node).run("group", "apply", "-f", file.toString()).exits(1);
    assertThat(run.err().lines().toList()).hasSize(2);
    assertThat(run.err())
        .startsWith("error: " + file + ":1:1: nam: unknown key \"nam\"; did you mean \"name\"?")
        .contains("error: " + file + ":4:17: timing.lease: \"3\" has no unit;");
    assertThat(node.requests(ApplyGroupRequest.class)).isEmpty();
    CliRun missing =
        CliRun.with(node).run("group", "apply", "-f", folder.resolve("no.yaml").toString());
    assertThat(missing.exits(1).err()).endsWith("no.yaml: no such file\n");
    CliRun.with(node)
        .input(TWO_GROUPS)
        .run("group", "apply", "-f", "-", "--based-on", "1")
        .exits(2);
  }

  @Test
  void whatIsShownCanBeApplied() {
    GroupSpec spec =
        GroupSpec.newBuilder()
            .setName("web")
            .addMembers(GroupMember.newBuilder().setNode("a"))
            .build();
    node.on(
        GetGroupRequest.class, request -> Group.newBuilder().setSpec(spec).setRevision(3).build());
    node.on(ApplyGroupRequest.class, request -> ApplyGroupResponse.getDefaultInstance());
    CliRun shown = CliRun.with(node).run("group", "show", "web").exits(0);
    assertThat(shown.out()).isEqualTo("# revision 3\nname: web\nmembers:\n- node: a\n");
    CliRun.with(node).input(shown.out()).run("group", "apply", "-f", "-").exits(0);
    assertThat(node.requests(ApplyGroupRequest.class).get(0).getSpec()).isEqualTo(spec);
    assertThat(CliRun.with(node).run("group", "show", "web", "-o", "json").out())
        .contains("\"revision\": \"3\"");
  }

  @Test
  void listsGroups() {
    ListGroupsResponse response =
        ListGroupsResponse.newBuilder()
            .addGroups(Samples.alone("db").setPaused(true))
            .addGroups(Samples.group("web"))
            .build();
    node.on(ListGroupsRequest.class, request -> response);
    CliRun.with(node).run("group", "list").exits(0).prints("group-list.txt");
  }

  @Test
  void deletesOnlyWhatIsConfirmed() {
    node.on(DeleteGroupRequest.class, request -> DeleteGroupResponse.getDefaultInstance());
    CliRun nobody = CliRun.with(node).run("group", "delete", "web").exits(2);
    assertThat(nobody.err()).contains("give --yes");
    CliRun no =
        CliRun.with(node)
            .terminal(TerminalEnd.INPUT)
            .input("n\n")
            .run("group", "delete", "web")
            .exits(1);
    assertThat(no.err())
        .isEqualTo(
            "Delete the group web and stop its service? [y/N] error: not confirmed; nothing was"
                + " changed\n");
    CliRun.with(node).terminal(TerminalEnd.INPUT).run("group", "delete", "web").exits(1);
    assertThat(node.requests(DeleteGroupRequest.class)).isEmpty();
    CliRun.with(node)
        .terminal(TerminalEnd.INPUT)
        .input("y\n")
        .run("group", "delete", "web")
        .exits(0);
    assertThat(CliRun.with(node).run("group", "delete", "web", "--yes").exits(0).out())
        .isEqualTo("web: deleted\n");
    assertThat(node.requests(DeleteGroupRequest.class)).hasSize(2);
  }

  @Test
  void forcesARoleOnlyWhenSomebodyVouches() {
    node.on(
        GetStatusRequest.class,
        request -> Samples.status().addGroups(Samples.group("web")).build());
    node.on(FailoverRequest.class, request -> FailoverResponse.newBuilder().setEpoch(13).build());
    CliRun.with(node).run("failover", "web", "--to", "b").exits(2);
    CliRun.with(node)
        .run("failover", "web", "--to", "b", "--fenced-by", "kim: plug pulled")
        .exits(2);
    CliRun run =
        CliRun.with(node)
            .terminal(TerminalEnd.INPUT)
            .input("yes\n")
            .run("failover", "web", "--to", "b", "--fenced-by", "kim: plug pulled")
            .exits(0);
    assertThat(run.err())
        .isEqualTo(
            "You vouch that a, which holds web, is dead (kim: plug pulled). If it is not, two nodes"
                + " may serve at one time. Make b active? [y/N] ");
    assertThat(run.out())
        .isEqualTo("web: granted to b, epoch 13; watch it start: quorate status web\n");
    assertThat(node.requests(FailoverRequest.class))
        .singleElement()
        .satisfies(request -> assertThat(request.getFencedBy()).isEqualTo("kim: plug pulled"));
  }

  @Test
  void pausesAndResumes() {
    node.on(PauseRequest.class, request -> PauseResponse.newBuilder().addGroups("web").build());
    node.on(
        ResumeRequest.class,
        request -> ResumeResponse.newBuilder().addGroups("db").addGroups("web").build());
    assertThat(CliRun.with(node).run("pause", "web", "--reason", "update").exits(0).out())
        .isEqualTo("paused: web\n");
    assertThat(node.requests(PauseRequest.class).get(0).getReason()).isEqualTo("update");
    assertThat(CliRun.with(node).run("resume").exits(0).out()).isEqualTo("resumed: db, web\n");
    assertThat(node.requests(ResumeRequest.class).get(0).getGroup()).isEmpty();
  }

  @Test
  void anOpenOutcomeIsSaidSo() {
    node.on(
        PauseRequest.class,
        request -> {
          throw Refusals.outcomeUnknown("the leader was lost", "");
        });
    CliRun run = CliRun.with(node).run("pause", "--timeout", "300ms").exits(3);
    assertThat(run.err())
        .contains("the leader was lost")
        .contains("may have been made or may yet be");
  }

  @Test
  void forecasts() {
    Forecast good =
        Forecast.newBuilder()
            .setGroup("web")
            .setActive("a")
            .setSuccessor("b")
            .addTerms(term("lease", 1_500, "how long a may have served after its last heartbeat"))
            .addTerms(term("fence delay", 500, "how long its guard may take to end what serves"))
            .addTerms(
                term("drift", 20, "by which the clocks of two nodes may differ over both, 1 %"))
            .setBound(Samples.millis(2_020))
            .build();
    Forecast bad =
        Forecast.newBuilder()
            .setGroup("db")
            .setActive("a")
            .addObstacles(
                Samples.notice("NODE_OFFLINE", "b is not heard from", "start quorate on b"))
            .build();
    ForecastResponse response =
        ForecastResponse.newBuilder().addForecasts(good).addForecasts(bad).build();
    node.on(ForecastRequest.class, request -> response);
    CliRun.with(node).run("forecast").exits(0).prints("forecast.txt");
  }

  @Test
  void explains() {
    String longText =
        "the role stays on a: " + "the standby has not caught up and ".repeat(4) + "waits";
    Explanation explanation =
        Explanation.newBuilder()
            .setGroup("web")
            .addFindings(
                Samples.notice("ACTIVE_STAYS", longText, "wait, or see: quorate status web"))
            .addFindings(
                Samples.notice("PAUSED", "automatic failover is paused by kim since 03:00", ""))
            .build();
    node.on(
        ExplainRequest.class,
        request -> ExplainResponse.newBuilder().addExplanations(explanation).build());
    CliRun.with(node).run("explain", "web").exits(0).prints("explain.txt");
  }

  @Test
  void showsTheHistoryWithTheNewestAtTheEnd() {
    GetHistoryResponse response =
        GetHistoryResponse.newBuilder()
            .addEntries(Samples.entry(3, "ROLE_GRANTED", "b", 13))
            .addEntries(Samples.entry(2, "ROLE_RELEASED", "a", 12))
            .addEntries(Samples.entry(1, "SWITCHOVER_BEGUN", "", 0).toBuilder().clearTook())
            .build();
    node.on(GetHistoryRequest.class, request -> response);
    CliRun.with(node).run("history", "web", "--limit", "3").exits(0).prints("history.txt");
    assertThat(node.requests(GetHistoryRequest.class).get(0).getLimit()).isEqualTo(3);
    CliRun.with(node).run("history", "--limit", "0").exits(2);
    CliRun.with(node).run("history", "--limit", "1001").exits(2);
  }

  private static Forecast.Term term(String name, long millis, String meaning) {
    return Forecast.Term.newBuilder()
        .setName(name)
        .setDuration(Samples.millis(millis))
        .setMeaning(meaning)
        .build();
  }
}
