package io.quorate.server.cluster;

import static io.quorate.server.cluster.MemoryCluster.A;
import static io.quorate.server.cluster.MemoryCluster.B;
import static io.quorate.server.cluster.MemoryCluster.GROUP;
import static io.quorate.server.cluster.MemoryCluster.W;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
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
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** While it is paused nothing is delivered, everybody is told so, and it is made up for after. */
final class SyncPauseTest {
  private static final long CALL_SECONDS = 20;

  @TempDir Path directory;
  private MemoryCluster cluster;

  @BeforeEach
  void begin() throws Exception {
    cluster = new MemoryCluster(directory);
    cluster.settled();
    cluster.ask(A).applyGroup(MemoryCluster.apply(MemoryCluster.spec()));
    cluster.raised();
    ApplyGroupResponse unused =
        cluster
            .ask(A)
            .applyGroup(
                MemoryCluster.apply(
                    MemoryCluster.spec().toBuilder()
                        .addDeliveries(
                            Delivery.newBuilder()
                                .setName("motd")
                                .setFile(
                                    FileTarget.newBuilder()
                                        .setPath(directory + "/motd-{node}")
                                        .setValue("motd")))
                        .build()));
  }

  @AfterEach
  void end() {
    cluster.close();
  }

  private ConfigurationGrpc.ConfigurationBlockingStub ask(NodeId node) {
    return ConfigurationGrpc.newBlockingStub(cluster.channel(node))
        .withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS);
  }

  private long set(String text) {
    return ask(A)
        .writeConfig(
            WriteConfigRequest.newBuilder()
                .setGroup(GROUP)
                .addChanges(
                    ConfigChange.newBuilder()
                        .setPath("motd")
                        .setMediaType("text/plain")
                        .setValue(ByteString.copyFromUtf8(text)))
                .build())
        .getRevision();
  }

  private WriteConfigResponse order(NodeId by, OrderSyncRequest.Order order) {
    return ask(by)
        .orderSync(
            OrderSyncRequest.newBuilder()
                .setGroup(GROUP)
                .setOrder(order)
                .setReason("audit on site")
                .build());
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
    return ask(W)
        .whyConfig(WhyConfigRequest.newBuilder().setGroup(GROUP).build())
        .getMembersList()
        .stream()
        .filter(one -> one.getNode().equals(member.value()))
        .flatMap(one -> one.getReasonsList().stream())
        .map(Notice::getReason)
        .toList();
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
    assertThat(reasons(A)).containsExactly("SYNC_OFF", "BEHIND");
    assertThat(reasons(B)).containsExactly("SYNC_OFF", "BEHIND");

    assertThat(order(A, OrderSyncRequest.Order.RESUME).getChanged()).isTrue();
    assertThat(order(B, OrderSyncRequest.Order.RESUME).getChanged()).isFalse();
    holds("three");
    standing(DeliveryStatus.State.DELIVERED, three);
    assertThat(reasons(A)).isEmpty();
  }

  @Test
  void everybodyIsToldOnceWhoPausedItAndWhy() throws Exception {
    set("one");
    holds("one");
    order(A, OrderSyncRequest.Order.PAUSE);

    List<Notice> warnings =
        status().getWarningsList().stream()
            .filter(notice -> notice.getReason().equals("SYNC_OFF"))
            .toList();
    assertThat(warnings).hasSize(1);
    assertThat(warnings.get(0).getMessage()).contains(" paused it at ", ": audit on site");
    assertThat(warnings.get(0).getRemedy()).isEqualTo("quorate sync resume " + GROUP);
    assertThat(
            cluster
                .ask(B)
                .explain(ExplainRequest.newBuilder().setGroup(GROUP).build())
                .getExplanations(0)
                .getFindingsList())
        .containsOnlyOnce(warnings.get(0));
    assertThat(
            cluster
                .ask(B)
                .getHistory(GetHistoryRequest.newBuilder().setGroup(GROUP).build())
                .getEntriesList())
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
