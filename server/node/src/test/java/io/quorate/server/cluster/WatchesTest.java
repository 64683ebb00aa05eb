package io.quorate.server.cluster;

import static io.quorate.server.cluster.MemoryCluster.A;
import static io.quorate.server.cluster.MemoryCluster.B;
import static io.quorate.server.cluster.MemoryCluster.GROUP;
import static io.quorate.server.cluster.MemoryCluster.W;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.quorate.client.error.Refusals;
import io.quorate.core.NodeId;
import io.quorate.server.process.Await;
import io.quorate.v1.GetStatusRequest;
import io.quorate.v1.PauseRequest;
import io.quorate.v1.ResumeRequest;
import io.quorate.v1.Status;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Those who watch are told of changes wherever they watch, and cost little when they do not read.
 */
final class WatchesTest {
  private static final GetStatusRequest OF_GROUP =
      GetStatusRequest.newBuilder().setGroup(GROUP).build();

  @TempDir Path directory;
  private MemoryCluster cluster;

  @BeforeEach
  void begin() throws Exception {
    cluster = new MemoryCluster(directory);
    cluster.serve();
  }

  @AfterEach
  void end() {
    cluster.close();
  }

  /** Takes one status after the other when it is told to. */
  private static final class Reader implements ClientResponseObserver<GetStatusRequest, Status> {
    private final List<Status> seen = new CopyOnWriteArrayList<>();
    private final AtomicReference<@Nullable ClientCallStreamObserver<GetStatusRequest>> call =
        new AtomicReference<>();

    @Override
    public void beforeStart(ClientCallStreamObserver<GetStatusRequest> begun) {
      begun.disableAutoRequestWithInitial(1);
      call.set(begun);
    }

    void next() {
      ClientCallStreamObserver<GetStatusRequest> open = call.get();
      if (open != null) {
        open.request(1);
      }
    }

    @Override
    public void onNext(Status status) {
      seen.add(status);
    }

    @Override
    public void onError(Throwable failure) {
      // Its end shows in what is not seen.
    }

    @Override
    public void onCompleted() {
      // As above.
    }
  }

  private Ended<Status> watch(NodeId by) throws InterruptedException {
    Ended<Status> watch = new Ended<>();
    cluster.tell(by).watchStatus(OF_GROUP, watch);
    Await.until(() -> "no first status: " + watch.end(), () -> !watch.values().isEmpty());
    return watch;
  }

  private static Status last(Ended<Status> watch) {
    return watch.values().get(watch.values().size() - 1);
  }

  private void pause() {
    assertThat(
            cluster
                .ask(A)
                .pause(PauseRequest.newBuilder().setGroup(GROUP).setReason("t").build())
                .getGroupsCount())
        .isEqualTo(1);
  }

  private void resume() {
    assertThat(
            cluster
                .ask(A)
                .resume(ResumeRequest.newBuilder().setGroup(GROUP).build())
                .getGroupsCount())
        .isEqualTo(1);
  }

  private static boolean paused(Status status) {
    return status.getSource() == Status.Source.QUORUM && status.getGroups(0).getPaused();
  }

  @Test
  void aChangeIsToldByWayOfEachNode() throws Exception {
    List<Ended<Status>> watches = List.of(watch(A), watch(B), watch(W));
    pause();

    Await.until(
        () -> "" + watches.stream().map(WatchesTest::last).toList(),
        () -> watches.stream().allMatch(watch -> paused(last(watch))));
    assertThat(last(watches.get(2)).getAnsweredBy()).isEqualTo("w");
  }

  @Test
  void thatANodeFallsSilentIsToldAlthoughNothingIsDecided() throws Exception {
    Ended<Status> watch = watch(A);
    cluster.network().cut(W, A, "Heartbeat");

    Await.until(
        () -> "" + last(watch),
        () ->
            last(watch).getNodesList().stream()
                .anyMatch(node -> node.getNode().equals("w") && !node.getOnline()));
  }

  @Test
  void whoWatchesByWayOfAFollowerFollowsWhoeverLeads() throws Exception {
    Ended<Status> watch = watch(W);
    cluster.log().elect(B);

    Await.until(
        () -> "" + last(watch),
        () ->
            last(watch).getSource() == Status.Source.QUORUM && last(watch).getLeader().equals("b"));
    assertThat(watch.end()).isNull();
  }

  @Test
  void whoIsCutOffFromTheLeaderIsToldThatItIsTheLastThatIsKnown() throws Exception {
    Ended<Status> watch = watch(W);
    cluster.network().cutBoth(W, A);

    Await.until(() -> "" + last(watch), () -> last(watch).getSource() == Status.Source.LOCAL);
    cluster.network().mend();
    Await.until(() -> "" + last(watch), () -> last(watch).getSource() == Status.Source.QUORUM);
  }

  @Test
  void whoDoesNotReadIsSentNoMoreAndThenTheNewest() throws Exception {
    for (NodeId by : List.of(A, W)) {
      Reader reader = new Reader();
      cluster.tell(by).watchStatus(OF_GROUP, reader);
      Await.until(() -> "no first status", () -> reader.seen.size() == 1);
      for (int change = 0; change < 40; change++) {
        pause();
        resume();
      }
      pause();
      assertThat(reader.seen).hasSize(1);
      int most = 0;
      while (!paused(reader.seen.get(reader.seen.size() - 1)) && most < 40) {
        int before = reader.seen.size();
        reader.next();
        Await.until(() -> "nothing more", () -> reader.seen.size() > before);
        most++;
      }
      assertThat(reader.seen.size()).as("by way of %s", by).isLessThan(40);
      resume();
    }
  }

  @Test
  void moreThanMayWatchAreTurnedAway() throws Exception {
    List<Ended<Status>> watches = new ArrayList<>();
    for (int i = 0; i < 70; i++) {
      Ended<Status> watch = new Ended<>();
      cluster.tell(B).watchStatus(OF_GROUP, watch);
      watches.add(watch);
    }
    Await.until(
        () -> "some hear nothing",
        () -> watches.stream().allMatch(watch -> watch.end() != null || !watch.values().isEmpty()));

    List<Ended<Status>> refused = watches.stream().filter(watch -> watch.end() != null).toList();
    assertThat(refused).hasSize(6);
    assertThat(refused).allMatch(watch -> watch.refusal().hasReason(Refusals.OVERLOADED));
    assertThat(cluster.node(B).api().watches()).isEqualTo(64);
  }

  @Test
  void whoGoesLeavesNothingBehind() throws Exception {
    Reader reader = new Reader();
    cluster.tell(W).watchStatus(OF_GROUP, reader);
    Await.until(() -> "no first status", () -> reader.seen.size() == 1);
    Objects.requireNonNull(reader.call.get()).cancel("enough", null);

    Await.until(
        () -> "a watch is left",
        () -> cluster.node(W).api().watches() == 0 && cluster.node(A).api().watches() == 0);
  }
}
