package io.quorate.server.cluster;

import static io.quorate.server.cluster.MemoryCluster.A;
import static io.quorate.server.cluster.MemoryCluster.B;
import static io.quorate.server.cluster.MemoryCluster.GROUP;
import static io.quorate.server.cluster.MemoryCluster.W;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quorate.core.NodeId;
import io.quorate.server.process.Await;
import io.quorate.v1.ApplyGroupResponse;
import io.quorate.v1.ConfigChange;
import io.quorate.v1.ConfigurationGrpc;
import io.quorate.v1.Delivery;
import io.quorate.v1.DeliveryStatus;
import io.quorate.v1.ExplainRequest;
import io.quorate.v1.FileTarget;
import io.quorate.v1.GetHistoryRequest;
import io.quorate.v1.GroupSpec;
import io.quorate.v1.GroupStatus;
import io.quorate.v1.HistoryEntry;
import io.quorate.v1.Notice;
import io.quorate.v1.OrderSyncRequest;
import io.quorate.v1.WhyConfigRequest;
import io.quorate.v1.WriteConfigRequest;
import io.quorate.v1.WriteConfigResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** While it is paused nothing is delivered, everybody is told so, and it is made up for after. */
final class SyncPauseTest {
  private static final long CALL_SECONDS = 20;
  private static final int MOST_TRIES = 20;

  @TempDir Path directory;
  private MemoryCluster cluster;

  @BeforeEach
  void begin() throws Exception {
    cluster = new MemoryCluster(directory);
    cluster.settled();
    declare(MemoryCluster.spec());
    cluster.raised();
    declare(
        MemoryCluster.spec().toBuilder()
            .addDeliveries(
                Delivery.newBuilder()
                    .setName("motd")
                    .setFile(
                        FileTarget.newBuilder()
                            .setPath(directory + "/motd-{node}")
                            .setValue("motd")))
            .build());
  }

  @AfterEach
  void end() {
    cluster.close();
  }

  /** What nobody takes while the leader changes, as it may on a slow machine, is asked again. */
  private static <T> T answered(Supplier<T> call) {
    for (int tries = 1; ; tries++) {
      try {
        return call.get();
      } catch (StatusRuntimeException failure) {
        if (failure.getStatus().getCode() != Status.Code.UNAVAILABLE || tries == MOST_TRIES) {
          throw failure;
        }
      }
    }
  }

  private void declare(GroupSpec spec) {
    ApplyGroupResponse unused =
        answered(() -> cluster.ask(A).applyGroup(MemoryCluster.apply(spec)));
  }

  private ConfigurationGrpc.ConfigurationBlockingStub ask(NodeId node) {
    return ConfigurationGrpc.newBlockingStub(cluster.channel(node))
        .withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS);
  }

  private long set(String text) {
    WriteConfigRequest request =
        WriteConfigRequest.newBuilder()
            .setGroup(GROUP)
            .addChanges(
                ConfigChange.newBuilder()
                    .setPath("motd")
                    .setMediaType("text/plain")
                    .setValue(ByteString.copyFromUtf8(text)))
            .build();
    return answered(() -> ask(A).writeConfig(request)).getRevision();
  }

  private WriteConfigResponse order(NodeId by, OrderSyncRequest.Order order) {
    OrderSyncRequest request =
        OrderSyncRequest.newBuilder()
            .setGroup(GROUP)
            .setOrder(order)
            .setReason("audit on site")
            .build();
    return answered(() -> ask(by).orderSync(request));
  }

  private String content(NodeId member) {
    try {
      Path file = directory.resolve("motd-" + member);
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException replacedMeanwhile) {
      return "";
    }
  }

  private void holds(String text) throws InterruptedException {
    for (NodeId member : List.of(A, B)) {
      Await.until(() -> member + " has " + content(member), () -> content(member).equals(text));
    }
  }

  private GroupStatus status() {
    return cluster.status(A).getGroups(0);
  }

  private void standing(DeliveryStatus.State state, long revision) throws InterruptedException {
    Await.until(
        () -> "it stands so: " + status(),
        () ->
            status().getMembersList().stream()
                .allMatch(
                    member ->
                        member.getDeliveriesCount() == 1
                            && member.getDeliveries(0).getState() == state
                            && member.getDeliveries(0).getRevision() == revision));
  }

  private List<String> reasons(NodeId member) {
    WhyConfigRequest request = WhyConfigRequest.newBuilder().setGroup(GROUP).build();
    return answered(() -> ask(W).whyConfig(request)).getMembersList().stream()
        .filter(one -> one.getNode().equals(member.value()))
        .flatMap(one -> one.getReasonsList().stream())
        .map(Notice::getReason)
        .toList();
  }

  private void blocked(NodeId member, String... reasons) throws InterruptedException {
    Await.until(
        () -> member + " is blocked by " + reasons(member),
        () -> reasons(member).equals(List.of(reasons)));
  }

  private List<Notice> warnings() {
    return status().getWarningsList().stream()
        .filter(notice -> notice.getReason().equals("SYNC_OFF"))
        .toList();
  }

  private List<Notice> findings() {
    ExplainRequest request = ExplainRequest.newBuilder().setGroup(GROUP).build();
    return answered(() -> cluster.ask(B).explain(request)).getExplanations(0).getFindingsList();
  }

  @Test
  void filesStayOverAChangeOfTheLeaderUntilItIsResumed() throws Exception {
    long one = set("one");
    standing(DeliveryStatus.State.DELIVERED, one);
    assertThat(order(B, OrderSyncRequest.Order.PAUSE).getChanged()).isTrue();
    assertThat(order(A, OrderSyncRequest.Order.PAUSE).getChanged()).isFalse();
    set("two");
    long three = set("three");

    standing(DeliveryStatus.State.HELD, one);
    cluster.log().elect(W);
    Await.until(() -> "w does not lead", () -> cluster.node(W).leader().view().isPresent());
    standing(DeliveryStatus.State.HELD, one);
    assertThat(content(A)).isEqualTo("one");
    blocked(A, "SYNC_OFF", "BEHIND");
    blocked(B, "SYNC_OFF", "BEHIND");

    assertThat(order(A, OrderSyncRequest.Order.RESUME).getChanged()).isTrue();
    assertThat(order(B, OrderSyncRequest.Order.RESUME).getChanged()).isFalse();
    holds("three");
    standing(DeliveryStatus.State.DELIVERED, three);
    blocked(A);
  }

  @Test
  void everybodyIsToldOnceWhoPausedItAndWhy() throws Exception {
    set("one");
    holds("one");
    order(A, OrderSyncRequest.Order.PAUSE);

    List<Notice> told = new ArrayList<>();
    Await.until(() -> "it warns of " + told, () -> told.addAll(warnings()));
    assertThat(told).hasSize(1);
    assertThat(told.get(0).getMessage()).contains(" paused it at ", ": audit on site");
    assertThat(told.get(0).getRemedy()).isEqualTo("quorate sync resume " + GROUP);
    Await.until(
        () -> "it finds " + findings(), () -> Collections.frequency(findings(), told.get(0)) == 1);
    GetHistoryRequest request = GetHistoryRequest.newBuilder().setGroup(GROUP).build();
    assertThat(answered(() -> cluster.ask(B).getHistory(request)).getEntriesList())
        .extracting(HistoryEntry::getEvent)
        .containsOnlyOnce("SYNC_PAUSED");
  }

  @Test
  void filesAreLookedAtAtOnceWhenThatIsWanted() throws Exception {
    long one = set("one");
    standing(DeliveryStatus.State.DELIVERED, one);
    cluster.node(B).clockOfDeliveriesStops();
    Files.writeString(directory.resolve("motd-b"), "theirs");
    order(A, OrderSyncRequest.Order.NOW);

    holds("one");
  }

  @Test
  void whatIsPausedIsNotTriedNowAndWhatIsNotPausedIs() throws Exception {
    long one = set("one");
    standing(DeliveryStatus.State.DELIVERED, one);
    order(A, OrderSyncRequest.Order.PAUSE);
    assertThatThrownBy(() -> order(B, OrderSyncRequest.Order.NOW))
        .hasMessageContaining("is not delivered to its members");
    order(A, OrderSyncRequest.Order.RESUME);
    assertThat(order(B, OrderSyncRequest.Order.NOW).getChanged()).isTrue();
    assertThatThrownBy(() -> order(B, OrderSyncRequest.Order.ORDER_UNSPECIFIED))
        .hasMessageContaining("order");
  }
}
