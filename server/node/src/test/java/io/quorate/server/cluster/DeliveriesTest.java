package io.quorate.server.cluster;

import static io.quorate.server.cluster.MemoryCluster.A;
import static io.quorate.server.cluster.MemoryCluster.B;
import static io.quorate.server.cluster.MemoryCluster.GROUP;
import static io.quorate.server.cluster.MemoryCluster.W;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.quorate.core.NodeId;
import io.quorate.server.process.Await;
import io.quorate.v1.ApplyGroupResponse;
import io.quorate.v1.ConfigChange;
import io.quorate.v1.ConfigurationGrpc;
import io.quorate.v1.Delivery;
import io.quorate.v1.DeliveryStatus;
import io.quorate.v1.FileTarget;
import io.quorate.v1.FolderTarget;
import io.quorate.v1.GroupStatus;
import io.quorate.v1.MemberStatus;
import io.quorate.v1.Notice;
import io.quorate.v1.PathRules;
import io.quorate.v1.Reload;
import io.quorate.v1.WhyConfigRequest;
import io.quorate.v1.WhyConfigResponse;
import io.quorate.v1.WriteConfigRequest;
import io.quorate.v1.WriteConfigResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is committed gets to files of both members, whichever node takes the call. */
final class DeliveriesTest {
  private static final long CALL_SECONDS = 20;

  @TempDir Path directory;
  private Path targets;
  private MemoryCluster cluster;

  @BeforeEach
  void begin() throws Exception {
    targets = Files.createDirectory(directory.resolve("targets"));
    for (NodeId member : List.of(A, B)) {
      Files.createDirectory(targets.resolve(member.value()));
    }
    cluster = new MemoryCluster(directory);
    cluster.settled();
    cluster.ask(A).applyGroup(MemoryCluster.apply(MemoryCluster.spec()));
    cluster.raised();
  }

  @AfterEach
  void end() {
    cluster.close();
  }

  private void delivering(Delivery... deliveries) {
    ApplyGroupResponse unused =
        cluster
            .ask(A)
            .applyGroup(
                MemoryCluster.apply(
                    MemoryCluster.spec().toBuilder()
                        .addAllDeliveries(List.of(deliveries))
                        .build()));
  }

  private Delivery tree(String... reload) {
    Delivery.Builder delivery =
        Delivery.newBuilder()
            .setName("app")
            .setFolder(
                FolderTarget.newBuilder().setDirectory(targets + "/{node}/app").addPaths("app/**"));
    if (reload.length > 0) {
      delivery.setReload(Reload.newBuilder().addAllCommand(List.of(reload)));
    }
    return delivery.build();
  }

  private long set(NodeId by, String path, String text) {
    WriteConfigResponse written =
        ConfigurationGrpc.newBlockingStub(cluster.channel(by))
            .withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS)
            .writeConfig(
                WriteConfigRequest.newBuilder()
                    .setGroup(GROUP)
                    .addChanges(
                        ConfigChange.newBuilder()
                            .setPath(path)
                            .setMediaType("text/plain")
                            .setValue(ByteString.copyFromUtf8(text)))
                    .build());
    return written.getRevision();
  }

  private Path file(NodeId member, String name) {
    return targets.resolve(member.value()).resolve("app/current").resolve(name);
  }

  private static @Nullable String content(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : null;
    } catch (IOException replacedMeanwhile) {
      return null;
    }
  }

  private void holds(NodeId member, String name, String text) throws InterruptedException {
    Await.until(
        () -> member + " has " + content(file(member, name)),
        () -> text.equals(content(file(member, name))));
  }

  private GroupStatus status() {
    return cluster.status(A).getGroups(0);
  }

  private boolean stands(DeliveryStatus.State state, long revision) {
    List<MemberStatus> members = status().getMembersList();
    return members.size() == 2
        && members.stream()
            .allMatch(
                member ->
                    member.getDeliveriesCount() == 1
                        && member.getDeliveries(0).getState() == state
                        && member.getDeliveries(0).getRevision() >= revision);
  }

  private void standing(DeliveryStatus.State state, long revision) throws InterruptedException {
    Await.until(() -> "it stands so: " + status(), () -> stands(state, revision));
  }

  @Test
  void whatIsCommittedByWayOfAnyNodeIsInFilesOfBothMembersAndInTheStatus() throws Exception {
    delivering(tree());
    for (NodeId by : List.of(A, B, W)) {
      long revision = set(by, "app/who", "by " + by);
      holds(A, "app/who", "by " + by);
      holds(B, "app/who", "by " + by);
      standing(DeliveryStatus.State.DELIVERED, revision);
    }
    long elsewhere = set(A, "other", "none of its files");
    standing(DeliveryStatus.State.DELIVERED, elsewhere);
  }

  @Test
  void theReloadCommandSeesWhatIsWrittenAndItsFailureIsToldUntilItSucceeds() throws Exception {
    Path ready = directory.resolve("ready");
    delivering(
        tree(
            "sh",
            "-c",
            "test -e "
                + ready
                + " || { echo not ready >&2; exit 3; }; echo \"$QUORATE_REVISION $(cat"
                + " $QUORATE_FILES/app/x)\" > "
                + targets
                + "/$QUORATE_NODE/log"));
    long revision = set(A, "app/x", "one");
    standing(DeliveryStatus.State.RELOAD_FAILS, 0);
    holds(A, "app/x", "one");
    assertThat(status().getMembers(0).getDeliveries(0).getDetail())
        .isEqualTo("the reload command exited with 3: not ready");
    assertThat(status().getWarningsList()).extracting(Notice::getReason).contains("HOOK_FAILS");

    Files.createFile(ready);
    standing(DeliveryStatus.State.DELIVERED, revision);
    assertThat(targets.resolve("a/log")).hasContent(revision + " one");
    assertThat(targets.resolve("b/log")).hasContent(revision + " one");
  }

  private WhyConfigResponse why(String path) {
    return ConfigurationGrpc.newBlockingStub(cluster.channel(W))
        .withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS)
        .whyConfig(WhyConfigRequest.newBuilder().setGroup(GROUP).setPath(path).build());
  }

  private void blocked(int member, String... reasons) throws InterruptedException {
    Await.until(
        () -> "it is blocked by " + why(""),
        () ->
            why("").getMembers(member).getReasonsList().stream()
                .map(Notice::getReason)
                .collect(Collectors.toSet())
                .equals(Set.of(reasons)));
  }

  @Test
  void everyReasonIsToldAtOnceAndEndsWhenItIsMended() throws Exception {
    Path inTheWay = Files.createFile(targets.resolve("b/app"));
    Path ready = targets.resolve("ready");
    delivering(
        tree(),
        Delivery.newBuilder()
            .setName("motd")
            .setFile(FileTarget.newBuilder().setPath(targets + "/{node}/motd").setValue("motd"))
            .setReload(Reload.newBuilder().addAllCommand(List.of("test", "-e", ready.toString())))
            .build());
    set(A, "motd", "hello");
    blocked(0, "NOT_INITIALISED", "HOOK_FAILS");
    blocked(1, "NOT_INITIALISED", "CANNOT_WRITE", "HOOK_FAILS");
    assertThat(status().getMembers(1).getSyncBlockedBecauseList())
        .extracting(Notice::getReason)
        .contains("NOT_INITIALISED", "CANNOT_WRITE", "HOOK_FAILS");
    cluster.log().elect(W);
    Await.until(() -> "w does not lead", () -> cluster.node(W).leader().view().isPresent());
    blocked(1, "NOT_INITIALISED", "CANNOT_WRITE", "HOOK_FAILS");
    cluster.network().cut(B, W, "Heartbeat");
    blocked(1, "LINK_DOWN", "NOT_INITIALISED", "CANNOT_WRITE", "HOOK_FAILS");

    cluster.network().mend();
    Files.createFile(ready);
    Files.delete(inTheWay);
    blocked(0);
    blocked(1);
    Files.delete(ready);
    set(A, "motd", "again");
    blocked(0, "BEHIND", "HOOK_FAILS");
    Files.createFile(ready);
    blocked(0);
  }

  @Test
  void whatHoldsAtAPathIsTold() throws Exception {
    delivering(tree());
    set(A, "app/x", "one");
    PathRules rules = why("app/x").getPath();
    assertThat(rules.getScope()).isEqualTo("either");
    assertThat(rules.getDeliveriesList()).containsExactly("app");
    assertThat(why("app/x").getMembers(1).getSees().getValue().toStringUtf8()).isEqualTo("one");
    assertThat(why("none").getMembers(1).hasSees()).isFalse();
  }

  @Test
  void whatCannotBeWrittenIsToldAndWrittenWhenItCan() throws Exception {
    Path inTheWay = Files.createFile(targets.resolve("a/app"));
    delivering(tree());
    long revision = set(B, "app/x", "one");
    holds(B, "app/x", "one");
    Await.until(
        () -> "it says: " + status(),
        () ->
            status().getWarningsList().stream()
                .anyMatch(
                    warning ->
                        warning.getReason().equals("CANNOT_WRITE")
                            && warning.getMessage().contains("is no folder")));

    Files.delete(inTheWay);
    standing(DeliveryStatus.State.DELIVERED, revision);
  }

  @Test
  void whatSomebodyChangedIsPutBackAndKept() throws Exception {
    delivering(
        Delivery.newBuilder()
            .setName("motd")
            .setFile(FileTarget.newBuilder().setPath(targets + "/{node}/motd").setValue("motd"))
            .build());
    long revision = set(A, "motd", "ours");
    standing(DeliveryStatus.State.DELIVERED, revision);
    Path file = targets.resolve("b/motd");
    Files.writeString(file, "theirs");

    Await.until(() -> "it is " + content(file), () -> "ours".equals(content(file)));
    Await.until(
        () -> "it says: " + status(),
        () -> status().getMembers(1).getDeliveries(0).getDetail().contains("is kept as"));
  }

  @Test
  void aDeliveryThatIsNotDeclaredAnyMoreLeavesItsFiles() throws Exception {
    delivering(tree());
    set(A, "app/x", "one");
    holds(A, "app/x", "one");
    delivering();
    Await.until(
        () -> "it is still told: " + status(),
        () -> status().getMembersList().stream().allMatch(m -> m.getDeliveriesCount() == 0));
    set(A, "app/x", "two");

    assertThat(content(file(A, "app/x"))).isEqualTo("one");
  }
}
