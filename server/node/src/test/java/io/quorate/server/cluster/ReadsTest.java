package io.quorate.server.cluster;

import static io.quorate.server.cluster.MemoryCluster.A;
import static io.quorate.server.cluster.MemoryCluster.B;
import static io.quorate.server.cluster.MemoryCluster.GROUP;
import static io.quorate.server.cluster.MemoryCluster.W;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.quorate.client.error.CallRefusal;
import io.quorate.client.error.Refusals;
import io.quorate.core.NodeId;
import io.quorate.server.process.Await;
import io.quorate.v1.ApplyGroupResponse;
import io.quorate.v1.GetGroupRequest;
import io.quorate.v1.Group;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads are confirmed by a majority, have an end, and are turned away when too many wait. */
final class ReadsTest {
  private static final GetGroupRequest READ = GetGroupRequest.newBuilder().setName(GROUP).build();

  @TempDir Path directory;
  private MemoryCluster cluster;

  @BeforeEach
  void begin() throws Exception {
    cluster = new MemoryCluster(directory);
    cluster.settled();
    ApplyGroupResponse unused =
        cluster.ask(A).applyGroup(MemoryCluster.apply(MemoryCluster.spec()));
  }

  @AfterEach
  void end() {
    cluster.close();
  }

  private Ended<Group> read(NodeId by) {
    Ended<Group> call = new Ended<>();
    cluster.tell(by).getGroup(READ, call);
    return call;
  }

  private static void ended(List<Ended<Group>> calls) throws InterruptedException {
    Await.until(
        () -> "some have no end", () -> calls.stream().allMatch(call -> call.end() != null));
  }

  @Test
  void manyAtATimeByWayOfEachNodeAreAllAnswered() throws Exception {
    List<Ended<Group>> calls = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      calls.add(read(A));
      calls.add(read(B));
      calls.add(read(W));
    }

    ended(calls);
    assertThat(calls).allMatch(call -> Status.OK.equals(call.end()) && call.values().size() == 1);
  }

  @Test
  void aRoundOfQuestionsThatIsCutSaysThatThereIsNoMajority() throws Exception {
    cluster.network().cut(A, B, "Attest");
    cluster.network().cut(W, A, "Attest");
    List<Ended<Group>> calls = List.of(read(A));

    ended(calls);
    assertThat(calls.get(0).refusal().hasReason(Refusals.NO_QUORUM)).isTrue();
  }

  @Test
  void oneOtherThatAnswersIsAMajority() throws Exception {
    cluster.network().cut(A, B, "Attest");
    List<Ended<Group>> calls = List.of(read(A));

    ended(calls);
    assertThat(calls.get(0).end()).isEqualTo(Status.OK);
  }

  @Test
  void whatWaitsWhenLeadershipIsLostIsNotAnsweredFromAnOldTerm() throws Exception {
    cluster.network().cut(A, B, "Attest");
    cluster.network().cut(A, W, "Attest");
    List<Ended<Group>> calls = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      calls.add(read(A));
    }
    cluster.log().elect(B);
    cluster.network().mend();

    ended(calls);
    // Those that came to the node only after the election were passed on, and answered by b.
    assertThat(calls)
        .allMatch(
            call -> Status.OK.equals(call.end()) || call.refusal().hasReason(Refusals.NO_QUORUM));
    Await.until(
        () -> "b does not answer",
        () -> {
          Ended<Group> again = read(A);
          try {
            ended(List.of(again));
          } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
          }
          return Status.OK.equals(again.end());
        });
  }

  @Test
  void fullReadersTurnAwayWithAWordThatSaysSo() throws Exception {
    cluster.node(A).member().pause();
    long before = cluster.log().last();
    Ended<ApplyGroupResponse> change = new Ended<>();
    cluster
        .tell(A)
        .applyGroup(
            MemoryCluster.apply(MemoryCluster.spec().toBuilder().setName("other").build()), change);
    Await.until(() -> "not committed", () -> cluster.log().last() > before);
    List<Ended<Group>> calls = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      calls.add(read(A));
    }
    Await.until(
        () -> "none is turned away", () -> calls.stream().anyMatch(call -> call.end() != null));
    cluster.node(A).member().resume();

    ended(calls);
    List<CallRefusal> refusals =
        calls.stream().filter(call -> !Status.OK.equals(call.end())).map(Ended::refusal).toList();
    assertThat(refusals)
        .as("each says what it is")
        .allMatch(
            refusal ->
                refusal.hasReason(Refusals.OVERLOADED) || refusal.hasReason(Refusals.NO_QUORUM));
    assertThat(refusals).anyMatch(refusal -> refusal.code() == Status.Code.RESOURCE_EXHAUSTED);
    assertThat(cluster.node(A).api().gate().lanes().get(0).refused()).isPositive();
    Await.until(
        () -> "calls stay open", () -> cluster.node(A).api().gate().lanes().get(0).open() == 0);
  }
}
