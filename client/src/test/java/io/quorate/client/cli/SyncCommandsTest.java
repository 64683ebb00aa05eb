package io.quorate.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.client.FakeNode;
import io.quorate.v1.DeliveryStatus;
import io.quorate.v1.GroupStatus;
import io.quorate.v1.MemberStatus;
import io.quorate.v1.NodeState;
import io.quorate.v1.OrderSyncRequest;
import io.quorate.v1.OrderSyncRequest.Order;
import io.quorate.v1.Status;
import io.quorate.v1.WriteConfigResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SyncCommandsTest {
  private final FakeNode node = FakeNode.start();

  @AfterEach
  void stop() {
    node.close();
  }

  private CliRun run(String... arguments) {
    return CliRun.with(node).run(arguments);
  }

  private void answers(WriteConfigResponse.Builder response) {
    node.on(OrderSyncRequest.class, request -> response.setRevision(8).build());
  }

  private OrderSyncRequest asked() {
    List<OrderSyncRequest> requests = node.requests(OrderSyncRequest.class);
    return requests.get(requests.size() - 1);
  }

  private static Status delivering(DeliveryStatus.State state, long revision) {
    return Samples.status()
        .addGroups(
            GroupStatus.newBuilder()
                .setName("web")
                .addMembers(
                    MemberStatus.newBuilder()
                        .setNode("a")
                        .setState(NodeState.NODE_ACTIVE)
                        .addDeliveries(
                            DeliveryStatus.newBuilder()
                                .setName("app")
                                .setState(state)
                                .setRevision(revision))))
        .build();
  }

  @Test
  void pausesAndSaysHowItEnds() {
    answers(WriteConfigResponse.newBuilder().setChanged(true));
    assertThat(run("sync", "pause", "web", "--reason", "audit on site").exits(0).out())
        .isEqualTo("web: sync paused; to end it: quorate sync resume web\n");
    assertThat(asked().getOrder()).isEqualTo(Order.PAUSE);
    assertThat(asked().getGroup()).isEqualTo("web");
    assertThat(asked().getReason()).isEqualTo("audit on site");
    assertThat(asked().getCaller().getRequestId()).isNotEmpty();

    answers(WriteConfigResponse.newBuilder());
    assertThat(run("sync", "pause", "web", "--kind", "config").exits(0).out())
        .isEqualTo("web: sync was paused before\n");
    assertThat(run("sync", "pause", "web", "-o", "json").exits(0).out()).contains("\"revision\"");
  }

  @Test
  void resumesAndWaitsWhereThatIsWanted() {
    answers(WriteConfigResponse.newBuilder().setChanged(true));
    node.watched(
        List.of(
            delivering(DeliveryStatus.State.HELD, 7),
            delivering(DeliveryStatus.State.DELIVERED, 8)));
    assertThat(run("sync", "resume", "web", "--wait-delivered").exits(0).out())
        .isEqualTo("web: sync resumed\nrevision 8 is delivered\n");
    assertThat(asked().getOrder()).isEqualTo(Order.RESUME);

    answers(WriteConfigResponse.newBuilder());
    assertThat(run("sync", "resume", "web").exits(0).out()).isEqualTo("web: sync was not paused\n");
  }

  @Test
  void triesAtOnceAndWaitsWhereThatIsWanted() {
    answers(WriteConfigResponse.newBuilder().setChanged(true));
    assertThat(run("sync", "now", "web").exits(0).out())
        .isEqualTo("web: revision 8 is tried now\n");
    assertThat(asked().getOrder()).isEqualTo(Order.NOW);

    node.watched(
        List.of(
            delivering(DeliveryStatus.State.CANNOT_WRITE, 7),
            delivering(DeliveryStatus.State.DELIVERED, 8)));
    assertThat(run("sync", "now", "web", "--wait-delivered").exits(0).out())
        .isEqualTo("web: revision 8 is tried now\nrevision 8 is delivered\n");
  }

  @Test
  void thereIsOneKindOnly() {
    for (String order : List.of("pause", "resume", "now")) {
      assertThat(run("sync", order, "web", "--kind", "runtime").exits(2).err())
          .contains("there is no --kind runtime; there is config");
    }
    assertThat(node.requests(OrderSyncRequest.class)).isEmpty();
    assertThat(run("sync").exits(2).err()).contains("quorate sync pause");
    assertThat(run("sync", "pause").exits(2).err()).contains("GROUP");
  }
}
