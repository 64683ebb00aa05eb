package io.quorate.server.cluster;

import static io.quorate.server.cluster.MemoryCluster.A;
import static io.quorate.server.cluster.MemoryCluster.B;
import static io.quorate.server.cluster.MemoryCluster.GROUP;
import static io.quorate.server.cluster.MemoryCluster.W;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import io.quorate.core.NodeId;
import io.quorate.server.process.Await;
import io.quorate.v1.ApplyGroupResponse;
import io.quorate.v1.ConfigChange;
import io.quorate.v1.ConfigurationGrpc;
import io.quorate.v1.Delivery;
import io.quorate.v1.Fact;
import io.quorate.v1.FactStatus;
import io.quorate.v1.FileTarget;
import io.quorate.v1.GroupSpec;
import io.quorate.v1.MemberStatus;
import io.quorate.v1.MemberSync;
import io.quorate.v1.Notice;
import io.quorate.v1.WhyConfigRequest;
import io.quorate.v1.WriteConfigRequest;
import io.quorate.v1.WriteConfigResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What members must have the same is looked for on each, and told while it is not so. */
final class FactsTest {
  private static final long CALL_SECONDS = 20;

  @TempDir Path directory;
  private Path found;
  private MemoryCluster cluster;
  private NodeId active;
  private NodeId standby;

  @BeforeEach
  void begin() throws Exception {
    found = Files.createDirectory(directory.resolve("found"));
    cluster = new MemoryCluster(directory);
    cluster.serve();
    cluster.raised();
    active = cluster.holder();
    standby = active.equals(A) ? B : A;
  }

  @AfterEach
  void end() {
    cluster.close();
  }

  /** Its command writes the file of the fact and the node; without one it fails. */
  private Fact.Builder fact(String name, String kind) {
    return Fact.newBuilder()
        .setName(name)
        .setKind(kind)
        .addAllCommand(
            List.of("/bin/sh", "-c", "cd " + found + "; cat $QUORATE_FACT-$QUORATE_NODE"))
        .setInterval(Duration.newBuilder().setSeconds(1));
  }

  private void says(String fact, NodeId node, String text) throws IOException {
    Files.writeString(found.resolve(fact + "-" + node), text);
  }

  private void declare(GroupSpec.Builder spec) {
    ApplyGroupResponse unused = cluster.ask(W).applyGroup(MemoryCluster.apply(spec.build()));
  }

  private List<MemberSync> why() {
    return ConfigurationGrpc.newBlockingStub(cluster.channel(W))
        .withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS)
        .whyConfig(WhyConfigRequest.newBuilder().setGroup(GROUP).build())
        .getMembersList();
  }

  private static Set<String> reasons(MemberSync member) {
    Set<String> reasons = new TreeSet<>();
    member.getReasonsList().forEach(reason -> reasons.add(reason.getReason()));
    return reasons;
  }

  /** These keep the standby from the configuration, and nothing the active. */
  private void against(String... reasons) throws InterruptedException {
    Await.until(
        () -> standby + " is told " + Set.of(reasons) + ": " + why(),
        () ->
            why().stream()
                .allMatch(
                    member ->
                        reasons(member)
                            .equals(
                                member.getNode().equals(standby.value())
                                    ? Set.of(reasons)
                                    : Set.of())));
  }

  private void all(List<String> facts, String text) throws IOException {
    for (String fact : facts) {
      says(fact, active, text);
      says(fact, standby, text);
    }
  }

  @Test
  void whatDiffersIsToldAllAtOnceUntilItIsMended() throws Exception {
    List<String> kinds = List.of("version", "feature", "licence", "plugin", "content", "readiness");
    all(kinds, "1\n");
    GroupSpec.Builder spec = MemoryCluster.spec().toBuilder();
    kinds.forEach(kind -> spec.addFacts(fact(kind, kind)));
    declare(spec);
    Await.until(() -> "all is known: " + why(), () -> why().stream().allMatch(FactsTest::known));
    against();

    says("version", standby, "2\nand more\n");
    against("VERSION_MISMATCH");
    for (String kind : kinds) {
      says(kind, standby, "2");
    }
    Files.delete(found.resolve("readiness-" + standby));
    against(
        "VERSION_MISMATCH",
        "FEATURE_MISMATCH",
        "LICENCE_MISMATCH",
        "PLUGIN_MISMATCH",
        "CONTENT_MISMATCH",
        "NOT_READY");
    assertThat(cluster.status(W).getGroups(0).getWarningsList())
        .extracting(Notice::getMessage)
        .contains(
            "version version is '2' on " + standby + ", and '1' on " + active + ", which is active")
        .anyMatch(
            message -> message.startsWith("readiness is not ready on " + standby + ": its command"))
        .hasSizeGreaterThanOrEqualTo(kinds.size());
    MemberStatus shown =
        cluster.status(W).getGroups(0).getMembersList().stream()
            .filter(member -> member.getNode().equals(standby.value()))
            .findFirst()
            .orElseThrow();
    assertThat(shown.getFacts(0).getText()).isEqualTo("2");
    assertThat(shown.getFacts(0).getKind()).isEqualTo("version");
    assertThat(shown.getFacts(5).getState()).isEqualTo(FactStatus.State.FAILED);

    says("version", active, "2");
    all(kinds.subList(1, kinds.size()), "3");
    against();
  }

  /** Delivers to a file of each member. */
  private static Delivery motd(Path folder) {
    return Delivery.newBuilder()
        .setName("motd")
        .setFile(FileTarget.newBuilder().setPath(folder + "/motd-{node}").setValue("motd"))
        .build();
  }

  private void set(String text) {
    WriteConfigResponse unused =
        ConfigurationGrpc.newBlockingStub(cluster.channel(W))
            .withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS)
            .writeConfig(
                WriteConfigRequest.newBuilder()
                    .setGroup(GROUP)
                    .addChanges(
                        ConfigChange.newBuilder()
                            .setPath("motd")
                            .setValue(ByteString.copyFromUtf8(text)))
                    .build());
  }

  private void has(NodeId node, String text) throws InterruptedException {
    Path file = found.resolve("motd-" + node);
    Await.until(() -> file + " is " + content(file), () -> text.equals(content(file)));
  }

  private static String content(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "not there";
    } catch (IOException replacedMeanwhile) {
      return "being written";
    }
  }

  @Test
  void whatDiffersHoldsFilesOfTheStandbyBackWhereItIsDeclaredSo() throws Exception {
    all(List.of("version"), "1");
    declare(
        MemoryCluster.spec().toBuilder()
            .addDeliveries(motd(found))
            .addFacts(fact("version", "version").setOnMismatch("hold")));
    set("one");
    has(active, "one");
    has(standby, "one");

    says("version", standby, "2");
    against("VERSION_MISMATCH");
    set("two");
    has(active, "two");
    against("VERSION_MISMATCH", "BEHIND");
    Await.until(
        () -> standby + " says that it holds: " + why(),
        () ->
            why().toString().contains("held")
                && why().toString().contains("version version differs from that of " + active));
    assertThat(found.resolve("motd-" + standby)).hasContent("one");

    says("version", active, "2");
    has(standby, "two");
    against();
  }

  private static boolean known(MemberSync member) {
    return member.getFactsCount() == 6
        && member.getFactsList().stream()
            .allMatch(fact -> fact.getState() == FactStatus.State.KNOWN);
  }

  @Test
  void whatIsDeclaredOfOneMemberOnlyIsMissedOnTheOther() throws Exception {
    GroupSpec.Builder spec =
        MemoryCluster.spec().toBuilder()
            .addFacts(Fact.newBuilder().setName("multi-vsys").setKind("capability"));
    spec.getMembersBuilder(active.equals(A) ? 0 : 1).putFacts("multi-vsys", "on");
    declare(spec);
    against("CAPABILITY_MISSING");
    Notice reason =
        why().stream()
            .filter(member -> member.getReasonsCount() > 0)
            .findFirst()
            .orElseThrow()
            .getReasons(0);
    assertThat(reason.getMessage())
        .isEqualTo(
            "capability multi-vsys is not there on "
                + standby
                + ", and 'on' on "
                + active
                + ", which is active");
    assertThat(reason.getRemedy()).startsWith("enable it on " + standby + ", or not at all");

    spec.getMembersBuilder(active.equals(A) ? 1 : 0).putFacts("multi-vsys", "on");
    declare(spec);
    against();
  }

  @Test
  void aCommandThatHangsIsKilledAndHoldsUpNoOtherForLong() throws Exception {
    says("version", active, "1");
    says("version", standby, "2");
    declare(
        MemoryCluster.spec().toBuilder()
            .addFacts(
                Fact.newBuilder()
                    .setName("slot")
                    .setKind("readiness")
                    .addAllCommand(
                        List.of(
                            "/bin/sh",
                            "-c",
                            "test $QUORATE_NODE = " + active + " || { echo boots; sleep 1000; }"))
                    .setTimeout(Duration.newBuilder().setNanos(200_000_000))
                    .setInterval(Duration.newBuilder().setSeconds(1)))
            .addFacts(fact("version", "version")));
    against("NOT_READY", "VERSION_MISMATCH");
    assertThat(why().toString()).contains("slot is not ready on " + standby, "boots");
  }
}
