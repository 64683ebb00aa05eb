package io.quorate.server.cluster;

import static io.quorate.server.cluster.MemoryCluster.A;
import static io.quorate.server.cluster.MemoryCluster.B;
import static io.quorate.server.cluster.MemoryCluster.GROUP;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.client.error.CallRefusal;
import io.quorate.client.error.Refusals;
import io.quorate.core.NodeId;
import io.quorate.server.process.Await;
import io.quorate.v1.ApplyGroupRequest;
import io.quorate.v1.ApplyGroupResponse;
import io.quorate.v1.Caller;
import io.quorate.v1.SwitchoverRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people and roles see of proposals that end in each way that a proposal can. */
final class ProposalsTest {
  private static final ApplyGroupRequest DECLARE =
      MemoryCluster.apply(MemoryCluster.spec()).toBuilder()
          .setCaller(Caller.newBuilder().setActor("test").setRequestId("r-1"))
          .build();

  @TempDir Path directory;
  private MemoryCluster cluster;

  @BeforeEach
  void begin() throws Exception {
    cluster = new MemoryCluster(directory);
    cluster.settled();
  }

  @AfterEach
  void end() {
    cluster.close();
  }

  private CallRefusal refused(NodeId by) throws InterruptedException {
    Ended<ApplyGroupResponse> call = new Ended<>();
    cluster.tell(by).applyGroup(DECLARE, call);
    Await.until(() -> "no end", () -> call.end() != null);
    return call.refusal();
  }

  @Test
  void whatWasSurelyRefusedIsSaidToHaveChangedNothing() throws Exception {
    cluster.log().proposalsAre(Fate.REFUSED);

    assertThat(refused(A).hasReason(Refusals.NO_QUORUM)).isTrue();
    assertThat(refused(B).hasReason(Refusals.NO_QUORUM)).as("by way of a follower").isTrue();
    cluster.log().proposalsAre(Fate.APPLIED);
    assertThat(cluster.ask(A).applyGroup(DECLARE).getResult())
        .isEqualTo(ApplyGroupResponse.Result.CREATED);
  }

  @Test
  void whatIsUnknownIsSaidToBe() throws Exception {
    cluster.log().proposalsAre(Fate.LOST);

    assertThat(refused(A).hasReason(Refusals.OUTCOME_UNKNOWN)).isTrue();
  }

  @Test
  void whatComesLateHasOneEffectHoweverOftenItIsRepeated() throws Exception {
    cluster.log().proposalsAre(Fate.LATE);
    assertThat(refused(A).hasReason(Refusals.OUTCOME_UNKNOWN)).isTrue();
    cluster.log().release();

    ApplyGroupResponse again = cluster.ask(A).applyGroup(DECLARE);
    assertThat(again.getResult()).isEqualTo(ApplyGroupResponse.Result.CREATED);
    assertThat(cluster.ask(B).applyGroup(DECLARE).getRevision()).isEqualTo(again.getRevision());
  }

  @Test
  void whoWaitsForAProposalIsToldThatItIsUnknownWhenLeadershipIsLost() throws Exception {
    cluster.log().proposalsAre(Fate.HELD);
    Ended<ApplyGroupResponse> call = new Ended<>();
    int before = cluster.log().proposed();
    cluster.tell(A).applyGroup(DECLARE, call);
    Await.until(() -> "not proposed", () -> cluster.log().proposed() > before);
    cluster.log().elect(B);

    Await.until(() -> "no end", () -> call.end() != null);
    assertThat(call.refusal().hasReason(Refusals.OUTCOME_UNKNOWN)).isTrue();
    cluster.log().release();
  }

  @Test
  void aRoleMovesAlthoughTheFirstAttemptsEndBadly() throws Exception {
    cluster.serve();
    NodeId holder = cluster.holder();
    NodeId other = holder.equals(A) ? B : A;
    cluster
        .ask(A)
        .switchover(SwitchoverRequest.newBuilder().setGroup(GROUP).setTo(other.value()).build());
    cluster.log().proposalsAre(Fate.REFUSED);
    int before = cluster.log().proposed();
    Await.until(() -> "nothing proposed", () -> cluster.log().proposed() > before);
    cluster.log().proposalsAre(Fate.APPLIED);

    Await.until(
        () -> "" + cluster.status(A),
        () -> cluster.node(other).serves(GROUP) && !cluster.node(holder).serves(GROUP));
  }

  @Test
  void anEpochWhoseClosingIsUnknownIsOverBeforeAnotherServes() throws Exception {
    cluster.serve();
    NodeId holder = cluster.holder();
    NodeId other = holder.equals(A) ? B : A;
    cluster.log().elect(other);
    cluster.network().cutBoth(holder, other);
    cluster.log().proposalsAre(Fate.LATE);
    int before = cluster.log().proposed();
    Await.until(() -> "nothing proposed", () -> cluster.log().proposed() > before);
    assertThat(cluster.node(other).serves(GROUP)).isFalse();
    cluster.log().release();

    Await.until(() -> "" + cluster.status(other), () -> cluster.node(other).serves(GROUP));
    assertThat(cluster.node(holder).serves(GROUP)).isFalse();
  }
}
