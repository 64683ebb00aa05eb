package io.quorate.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.quorate.client.FakeNode;
import io.quorate.v1.AwaitedCommit;
import io.quorate.v1.CancelConfigRequest;
import io.quorate.v1.ConfigChange;
import io.quorate.v1.ConfigCommit;
import io.quorate.v1.ConfigDifference;
import io.quorate.v1.ConfigEntry;
import io.quorate.v1.ConfirmConfigRequest;
import io.quorate.v1.DeliveryStatus;
import io.quorate.v1.DiffConfigRequest;
import io.quorate.v1.DiffConfigResponse;
import io.quorate.v1.GetConfigLogRequest;
import io.quorate.v1.GetConfigLogResponse;
import io.quorate.v1.GetValueRequest;
import io.quorate.v1.GroupStatus;
import io.quorate.v1.ListValuesRequest;
import io.quorate.v1.ListValuesResponse;
import io.quorate.v1.MemberStatus;
import io.quorate.v1.NodeState;
import io.quorate.v1.Notice;
import io.quorate.v1.RollbackConfigRequest;
import io.quorate.v1.Status;
import io.quorate.v1.WriteConfigRequest;
import io.quorate.v1.WriteConfigResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ConfigCommandsTest {
  private final FakeNode node = FakeNode.start();

  @AfterEach
  void stop() {
    node.close();
  }

  private CliRun run(String... arguments) {
    return CliRun.with(node).run(arguments);
  }

  private static ConfigEntry entry(String path, String of, String text) {
    return ConfigEntry.newBuilder()
        .setPath(path)
        .setNode(of)
        .setValue(ByteString.copyFromUtf8(text))
        .setRevision(7)
        .build();
  }

  private void answerWrites() {
    WriteConfigResponse response =
        WriteConfigResponse.newBuilder().setRevision(8).setChanged(true).build();
    node.on(WriteConfigRequest.class, request -> response);
  }

  private WriteConfigRequest written() {
    List<WriteConfigRequest> requests = node.requests(WriteConfigRequest.class);
    return requests.get(requests.size() - 1);
  }

  @Test
  void printsAValueAsItIs(@TempDir Path folder) throws Exception {
    node.on(GetValueRequest.class, request -> entry("motd", "", "hello\nworld"));
    assertThat(run("config", "get", "web", "motd").exits(0).out()).isEqualTo("hello\nworld\n");
    Path file = folder.resolve("motd");
    run("config", "get", "web", "motd", "--file", file.toString()).exits(0);
    assertThat(file).hasContent("hello\nworld");
    assertThat(run("config", "get", "web", "motd", "--effective").exits(2).err())
        .contains("--effective needs --node");
  }

  @Test
  void whatIsNoTextGoesToAFileOnly() {
    ConfigEntry binary =
        ConfigEntry.newBuilder().setValue(ByteString.copyFrom(new byte[] {-1, 0})).build();
    node.on(GetValueRequest.class, request -> binary);
    assertThat(run("config", "get", "web", "logo").exits(1).err()).contains("--file");
  }

  @Test
  void setsSeveralValuesByOneCommit() {
    answerWrites();
    CliRun run =
        run(
            "config",
            "set",
            "web",
            "a/b=1",
            "c.json={\"x\":\"=\"}",
            "-m",
            "why",
            "--based-on",
            "7");
    assertThat(run.exits(0).out()).isEqualTo("web: revision 8\n");
    assertThat(written().getTerms().getComment()).isEqualTo("why");
    assertThat(written().getTerms().getIfRevision()).isEqualTo(7);
    assertThat(written().getCaller().getRequestId()).isNotEmpty();
    assertThat(written().getChangesList())
        .extracting(ConfigChange::getPath, change -> change.getValue().toStringUtf8())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("a/b", "1"),
            org.assertj.core.groups.Tuple.tuple("c.json", "{\"x\":\"=\"}"));
    assertThat(written().getChanges(1).getMediaType()).isEqualTo("application/json");
    assertThat(run("config", "set", "web", "a").exits(2).err()).contains("PATH=VALUE");
  }

  @Test
  void setsAValueFromStandardInput() {
    answerWrites();
    CliRun.with(node).input("from a pipe").run("config", "set", "web", "a", "-f", "-").exits(0);
    assertThat(written().getChanges(0).getValue().toStringUtf8()).isEqualTo("from a pipe");
    run("config", "set", "web", "a=1", "--if-absent").exits(0);
    assertThat(written().getChanges(0).hasIfRevision()).isTrue();
    assertThat(written().getChanges(0).getIfRevision()).isZero();
  }

  @Test
  void saysThatNothingWasChanged() {
    node.on(
        WriteConfigRequest.class,
        request -> WriteConfigResponse.newBuilder().setRevision(8).build());
    assertThat(run("config", "delete", "web", "a").exits(0).out())
        .isEqualTo("web: unchanged, revision 8\n");
    assertThat(written().getChanges(0).hasValue()).isFalse();
  }

  @Test
  void listsPageAfterPage() {
    node.on(
        ListValuesRequest.class,
        request -> {
          if (request.getNode().equals("a")) {
            return ListValuesResponse.newBuilder().addEntries(entry("x", "a", "own")).build();
          }
          ListValuesResponse.Builder page = ListValuesResponse.newBuilder().setMore(true);
          return request.getAfter().isEmpty()
              ? page.addEntries(entry("x", "", "1")).build()
              : page.addEntries(entry("y", "", "many\nlines")).setNextNode("a").build();
        });
    assertThat(run("config", "list", "web").exits(0).out())
        .isEqualTo(
            """
            PATH  NODE  REVISION  VALUE
            x     all   7         1
            y     all   7         10 bytes
            x     a     7         own
            """);
  }

  @Test
  void deletesEverythingOnlyWhenThatIsConfirmed() {
    answerWrites();
    node.on(
        ListValuesRequest.class,
        request ->
            ListValuesResponse.newBuilder()
                .addEntries(entry("x", "", "1"))
                .addEntries(entry("x", "a", "1"))
                .build());
    run("config", "delete", "web", "--all").exits(2);
    run("config", "delete", "web").exits(2);
    assertThat(node.requests(WriteConfigRequest.class)).isEmpty();
    run("config", "delete", "web", "--all", "--yes").exits(0);
    assertThat(written().getChangesList()).extracting(ConfigChange::getNode).contains("", "a");
  }

  @Test
  void aCommitCanWaitForItsConfirmation() {
    answerWrites();
    assertThat(run("config", "set", "web", "a=1", "--confirm-within=5m").exits(0).out())
        .isEqualTo(
            """
            web: revision 8
            it is undone in 5m unless it is confirmed: quorate config confirm web
            """);
    assertThat(written().getTerms().getConfirmWithin().getSeconds()).isEqualTo(300);
    run("config", "set", "web", "a=1", "--confirm-within").exits(0);
    assertThat(written().getTerms().getConfirmWithin().getSeconds()).isEqualTo(600);
    assertThat(run("config", "delete", "web", "--all", "--confirm-within").exits(2).err())
        .contains("--confirm-within");
  }

  private static Status delivering(NodeState other, DeliveryStatus.State state, long revision) {
    DeliveryStatus.Builder here =
        DeliveryStatus.newBuilder()
            .setName("app")
            .setState(DeliveryStatus.State.DELIVERED)
            .setRevision(8);
    DeliveryStatus.Builder there =
        DeliveryStatus.newBuilder()
            .setName("app")
            .setState(state)
            .setRevision(revision)
            .setDetail("why");
    return Samples.status()
        .addGroups(
            GroupStatus.newBuilder()
                .setName("web")
                .addMembers(
                    MemberStatus.newBuilder()
                        .setNode("a")
                        .setState(NodeState.NODE_ACTIVE)
                        .addDeliveries(here))
                .addMembers(
                    MemberStatus.newBuilder().setNode("b").setState(other).addDeliveries(there)))
        .build();
  }

  @Test
  void waitsUntilACommitIsDeliveredToTheMembersThatAreOnline() {
    answerWrites();
    NodeState standby = NodeState.NODE_STANDBY;
    node.watched(
        List.of(
            delivering(standby, DeliveryStatus.State.DELIVERED, 7),
            delivering(standby, DeliveryStatus.State.UNDER_WAY, 8),
            delivering(standby, DeliveryStatus.State.DELIVERED, 8)));
    assertThat(run("config", "set", "web", "a=1", "--wait-delivered").exits(0).out())
        .isEqualTo("web: revision 8\nrevision 8 is delivered\n");

    node.watched(List.of(delivering(NodeState.NODE_OFFLINE, DeliveryStatus.State.UNDER_WAY, 7)));
    run("config", "set", "web", "a=1", "--wait-delivered").exits(0);

    node.watched(List.of(delivering(standby, DeliveryStatus.State.RELOAD_FAILS, 7)));
    assertThat(run("config", "set", "web", "a=1", "--wait-delivered=50ms").exits(1).err())
        .isEqualTo(
            """
            error: revision 8 is committed, but not delivered within 50ms
            error: app on b: reload_fails, why
            """);
    assertThat(run("config", "set", "web", "a=1", "--wait-delivered", "--dry-run").exits(0).out())
        .doesNotContain("delivered");
  }

  private static Status heldBack() {
    Status.Builder status =
        delivering(NodeState.NODE_STANDBY, DeliveryStatus.State.HELD, 7).toBuilder();
    Notice off = Samples.notice("SYNC_OFF", "ann paused it", "quorate sync resume web");
    GroupStatus.Builder group = status.getGroupsBuilder(0).addWarnings(off);
    group.getMembersBuilder(1).addSyncBlockedBecause(off);
    return status.build();
  }

  @Test
  void waitsForWhatIsHeldOnlyUntilTheLeaderSaysThatItStaysSo() {
    answerWrites();
    NodeState standby = NodeState.NODE_STANDBY;
    node.watched(
        List.of(
            delivering(standby, DeliveryStatus.State.HELD, 7),
            delivering(standby, DeliveryStatus.State.DELIVERED, 8)));
    run("config", "set", "web", "a=1", "--wait-delivered").exits(0);

    node.watched(List.of(delivering(standby, DeliveryStatus.State.UNDER_WAY, 7), heldBack()));
    assertThat(run("config", "set", "web", "a=1", "--wait-delivered").exits(1).err())
        .contains("not delivered while it is held; see: quorate config why web\n")
        .contains("error: app on b: held, why\n");
  }

  @Test
  void settlesACommitThatWaits() {
    WriteConfigResponse response = WriteConfigResponse.newBuilder().setRevision(9).build();
    node.on(ConfirmConfigRequest.class, request -> response);
    node.on(CancelConfigRequest.class, request -> response);
    assertThat(run("config", "confirm", "web").exits(0).out()).isEqualTo("web: revision 9 stays\n");
    assertThat(node.requests(ConfirmConfigRequest.class).get(0).hasRevision()).isFalse();
    assertThat(run("config", "cancel", "web", "--revision", "8", "-m", "no").exits(0).out())
        .isEqualTo("web: undone, revision 9\n");
    assertThat(node.requests(CancelConfigRequest.class).get(0))
        .satisfies(
            request -> {
              assertThat(request.getRevision()).isEqualTo(8);
              assertThat(request.getComment()).isEqualTo("no");
            });
  }

  @Test
  void theLogSaysWhatWaitsAndHowThingsEnded() {
    node.on(
        GetConfigLogRequest.class,
        request ->
            GetConfigLogResponse.newBuilder()
                .addCommits(commit(9))
                .addCommits(
                    commit(8).setOrigin(ConfigCommit.Origin.UNCONFIRMED).setOriginRevision(7))
                .addCommits(commit(7).setOrigin(ConfigCommit.Origin.CANCELLED).setOriginRevision(6))
                .addCommits(commit(6).setConfirmedBy("ben").setComment("why"))
                .setAwaited(AwaitedCommit.newBuilder().setRevision(9))
                .build());
    assertThat(run("config", "log", "web").exits(0).out().lines().skip(1))
        .satisfiesExactly(
            line -> assertThat(line).endsWith("eva (confirmed by ben): why"),
            line -> assertThat(line).endsWith("eva (cancelled 6)"),
            line -> assertThat(line).endsWith("eva (undid 7)"),
            line -> assertThat(line).endsWith("eva"),
            line -> assertThat(line).contains("revision 9 is undone at"));
  }

  @Test
  void showsTheLogOldestFirst() {
    node.on(
        GetConfigLogRequest.class,
        request ->
            GetConfigLogResponse.newBuilder()
                .addCommits(commit(8).setOrigin(ConfigCommit.Origin.ROLLBACK).setOriginRevision(6))
                .addCommits(commit(7).setComment("more load"))
                .build());
    assertThat(run("config", "log", "web").exits(0).out().lines().skip(1))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("7 ").endsWith("eva: more load"),
            line -> assertThat(line).startsWith("8 ").endsWith("eva (back to 6)"));
    run("config", "log", "web", "--limit", "0").exits(2);
  }

  private static ConfigCommit.Builder commit(long revision) {
    return ConfigCommit.newBuilder().setRevision(revision).setAuthor("eva").setSet(1);
  }

  @Test
  void showsDifferencesAsAUnifiedDiff() {
    ConfigDifference changed =
        ConfigDifference.newBuilder()
            .setPath("limits")
            .setBefore(ByteString.copyFromUtf8("a\n  b\nc\n"))
            .setAfter(ByteString.copyFromUtf8("a\n\u001b[2JB\nc\n"))
            .build();
    ConfigDifference binary =
        ConfigDifference.newBuilder()
            .setPath("logo")
            .setNode("a")
            .setAfter(ByteString.copyFrom(new byte[] {-1}))
            .build();
    node.on(
        DiffConfigRequest.class,
        request ->
            DiffConfigResponse.newBuilder()
                .addDifferences(changed)
                .addDifferences(binary)
                .setFrom(6)
                .setTo(7)
                .build());
    assertThat(run("config", "diff", "web", "6").exits(0).out())
        .isEqualTo(
            """
            --- limits@6
            +++ limits@7
            @@ -1,3 +1,3 @@
             a
            -  b
            +?[2JB
             c
            binary values differ: logo of a, no value before, 1 byte after
            """);
    assertThat(node.requests(DiffConfigRequest.class).get(0).hasTo()).isFalse();
  }

  @Test
  void rollsBack() {
    node.on(
        RollbackConfigRequest.class,
        request -> WriteConfigResponse.newBuilder().setRevision(9).setChanged(true).build());
    assertThat(run("config", "rollback", "web", "6", "--dry-run").exits(0).out())
        .isEqualTo("web: would be revision 9 (nothing was changed)\n");
    assertThat(node.requests(RollbackConfigRequest.class).get(0).getTo()).isEqualTo(6);
  }

  @Test
  void exportsAndImportsFiles(@TempDir Path folder) throws Exception {
    answerWrites();
    node.on(
        ListValuesRequest.class,
        request ->
            ListValuesResponse.newBuilder()
                .addEntries(entry("a/b.json", "", "{}"))
                .addEntries(entry("gone", "", "1"))
                .build());
    Path out = folder.resolve("out");
    run("config", "export", "web", out.toString()).exits(0);
    assertThat(out.resolve("a/b.json")).hasContent("{}");
    run("config", "export", "web", out.toString()).exits(1);
    Files.delete(out.resolve("gone"));
    run("config", "import", "web", out.toString(), "--replace").exits(0);
    assertThat(written().getChangesList())
        .extracting(ConfigChange::getPath, ConfigChange::hasValue)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("a/b.json", true),
            org.assertj.core.groups.Tuple.tuple("gone", false));
  }

  @Test
  void aPathOutsideOfTheFolderIsNotWritten(@TempDir Path folder) {
    node.on(
        ListValuesRequest.class,
        request -> ListValuesResponse.newBuilder().addEntries(entry("../evil", "", "1")).build());
    run("config", "export", "web", folder.resolve("out").toString()).exits(1);
    assertThat(folder.resolve("evil")).doesNotExist();
  }

  @Test
  void everyDifferenceIsShownInSomeWay() {
    ConfigDifference added =
        ConfigDifference.newBuilder().setPath("empty").setAfter(ByteString.EMPTY).build();
    ConfigDifference ended =
        ConfigDifference.newBuilder()
            .setPath("end")
            .setBefore(ByteString.copyFromUtf8("a"))
            .setAfter(ByteString.copyFromUtf8("a\n"))
            .build();
    ConfigDifference endless =
        ConfigDifference.newBuilder()
            .setPath("long")
            .setBefore(ByteString.copyFromUtf8("a\n".repeat(100_000)))
            .setAfter(ByteString.copyFromUtf8("b\n".repeat(100_000)))
            .build();
    node.on(
        DiffConfigRequest.class,
        request ->
            DiffConfigResponse.newBuilder()
                .addAllDifferences(List.of(added, ended, endless))
                .build());

    assertThat(run("config", "diff", "web", "6").exits(0).out())
        .isEqualTo(
            """
            no line differs, but type, line breaks or presence: empty, no value before, 0 bytes after
            no line differs, but type, line breaks or presence: end, 1 byte before, 2 bytes after
            long texts differ: long, 200000 bytes before, 200000 bytes after
            """);
  }

  @Test
  void saysHowAListGoesOn() {
    ByteString half = ByteString.copyFrom(new byte[512 << 10]);
    node.on(
        ListValuesRequest.class,
        request -> {
          ListValuesResponse.Builder page = ListValuesResponse.newBuilder().setMore(true);
          String of = request.getAfter().compareTo("p5") < 0 ? "" : "a";
          int at = request.getAfter().isEmpty() ? 0 : request.getAfter().charAt(1) - '0' + 1;
          return page.addEntries(entry("p" + (char) ('0' + at), of, "").toBuilder().setValue(half))
              .build();
        });

    assertThat(run("config", "list", "web").exits(0).out())
        .endsWith("there are more: go on with --node a --after pN, then with the other members\n");
    assertThat(node.requests(ListValuesRequest.class)).hasSize(31);
  }

  @Test
  void filesThatNoWriteHoldsAreNotSent(@TempDir Path folder) throws Exception {
    Files.write(folder.resolve("a"), new byte[400 << 10]);
    Files.write(folder.resolve("b"), new byte[400 << 10]);

    assertThat(run("config", "import", "web", folder.toString()).exits(1).err())
        .contains("655360 bytes; nothing was changed");
    assertThat(node.requests(WriteConfigRequest.class)).isEmpty();
  }
}
