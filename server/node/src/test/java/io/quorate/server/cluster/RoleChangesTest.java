package io.quorate.server.cluster;

import static io.quorate.server.cluster.MemoryCluster.A;
import static io.quorate.server.cluster.MemoryCluster.B;
import static io.quorate.server.cluster.MemoryCluster.GROUP;
import static io.quorate.server.cluster.MemoryCluster.W;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.quorate.client.error.CallRefusal;
import io.quorate.client.error.Refusals;
import io.quorate.core.NodeId;
import io.quorate.server.process.Await;
import io.quorate.v1.FailoverRequest;
import io.quorate.v1.FailoverResponse;
import io.quorate.v1.GetGroupRequest;
import io.quorate.v1.Group;
import io.quorate.v1.GroupSpec;
import io.quorate.v1.SwitchoverRequest;
import io.quorate.v1.SwitchoverResponse;
import io.quorate.v1.Timing;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators ask for, by way of any node. */
final class RoleChangesTest {
  @TempDir Path directory;
  private MemoryCluster cluster;
  private NodeId holder = A;
  private NodeId other = B;

  @BeforeEach
  void begin() throws Exception {
    cluster = new MemoryCluster(directory);
    cluster.serve();
    holder = cluster.holder();
    other = holder.equals(A) ? B : A;
  }

  @AfterEach
  void end() {
    cluster.close();
  }

  private CallRefusal refused(SwitchoverRequest request) throws InterruptedException {
    Ended<SwitchoverResponse> call = new Ended<>();
    cluster.tell(W).switchover(request, call);
    Await.until(() -> "no end", () -> call.end() != null);
    return call.refusal();
  }

  @Test
  void aSwitchoverThatNamesNobodyGoesToTheOther() throws Exception {
    SwitchoverResponse begun =
        cluster.ask(W).switchover(SwitchoverRequest.newBuilder().setGroup(GROUP).build());

    assertThat(begun.getOperation().getTo()).isEqualTo(other.value());
    Await.until(() -> "" + cluster.status(W), () -> cluster.node(other).serves(GROUP));
  }

  /** It takes long to be called offline. */
  private static GroupSpec patient() {
    return MemoryCluster.spec().toBuilder()
        .setTiming(Timing.newBuilder().setProfile("wan"))
        .build();
  }

  /** It says that it cannot say yet: clients then try again by themselves. */
  @Test
  void aLeaderThatIsTooNewToKnowTheTargetDoesNotSayThatItIsOffline() throws Exception {
    cluster.ask(W).applyGroup(MemoryCluster.apply(patient()));
    cluster.network().cut(other, W, "Heartbeat");
    cluster.log().elect(W);
    SwitchoverRequest request =
        SwitchoverRequest.newBuilder().setGroup(GROUP).setTo(other.value()).build();

    Await.until(
        () -> "" + cluster.status(W),
        () -> {
          CallRefusal refusal = asked(request).orElseThrow();
          assertThat(refusal.hasReason(Refusals.NO_QUORUM)).as("%s", refusal).isTrue();
          return refusal.reasons().get(0).getMessage().endsWith("knows nothing yet of " + other);
        });
    cluster.network().mend();
    Await.until(
        () -> "" + cluster.status(W),
        () -> {
          Optional<CallRefusal> refusal = asked(request);
          refusal.ifPresent(
              why -> assertThat(why.hasReason(Refusals.NO_QUORUM)).as("%s", why).isTrue());
          return refusal.isEmpty();
        });
    Await.until(() -> "" + cluster.status(W), () -> cluster.node(other).serves(GROUP));
  }

  /** What the leader does not know of the holder is nothing against whoever shall take over. */
  @Test
  void aSwitchoverAsksForNoNewsOfTheHolder() throws Exception {
    cluster.ask(W).applyGroup(MemoryCluster.apply(patient()));
    cluster.network().cut(holder, W, "Heartbeat");
    cluster.log().elect(W);
    SwitchoverRequest request =
        SwitchoverRequest.newBuilder().setGroup(GROUP).setTo(other.value()).build();

    Await.until(
        () -> "" + cluster.status(W),
        () -> {
          Optional<CallRefusal> refusal = asked(request);
          refusal.ifPresent(
              why ->
                  assertThat(why.reasons().get(0).getMessage())
                      .doesNotEndWith("knows nothing yet of " + holder));
          return refusal.isEmpty();
        });
    cluster.network().mend();
  }

  /** Why it was not begun; empty when it was. */
  private Optional<CallRefusal> asked(SwitchoverRequest request) {
    try {
      cluster.ask(W).switchover(request);
      return Optional.empty();
    } catch (StatusRuntimeException refused) {
      return Refusals.fromThrowable(refused);
    }
  }

  @Test
  void aSwitchoverToNoMemberIsRefusedWithTheReason() throws Exception {
    assertThat(refused(SwitchoverRequest.newBuilder().setGroup(GROUP).setTo("w").build()))
        .satisfies(refusal -> assertThat(refusal.hasReason("NOT_A_MEMBER")).isTrue());
  }

  @Test
  void aGroupThatIsNotThereIsNotFound() throws Exception {
    assertThat(refused(SwitchoverRequest.newBuilder().setGroup("nosuch").build()).code())
        .isEqualTo(Code.NOT_FOUND);
  }

  @Test
  void aForcedFailoverFromAHolderThatIsHeardFromIsRefused() throws Exception {
    Ended<FailoverResponse> call = new Ended<>();
    cluster
        .tell(W)
        .failover(
            FailoverRequest.newBuilder()
                .setGroup(GROUP)
                .setTo(other.value())
                .setFencedBy("nobody")
                .build(),
            call);
    Await.until(() -> "no end", () -> call.end() != null);

    assertThat(call.refusal().hasReason("HOLDER_IS_ALIVE")).isTrue();
    assertThat(cluster.node(holder).serves(GROUP)).isTrue();
  }

  /** Or two nodes that each think that the other leads would hand a call to and fro. */
  @Test
  void aCallThatWasPassedOnIsNotPassedOnAgain() throws Exception {
    cluster.node(W).member().sees(cluster.log().term(), B);
    Ended<Group> call = new Ended<>();
    cluster.tell(W).getGroup(GetGroupRequest.newBuilder().setName(GROUP).build(), call);
    Await.until(() -> "no end", () -> call.end() != null);

    assertThat(call.refusal().hasReason(Refusals.NO_QUORUM)).isTrue();
    assertThat(call.refusal().reasons().get(0).getMessage()).startsWith("b knows no leader");
  }
}
