package io.quorate.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status.Code;
import io.quorate.client.FakeNode;
import io.quorate.client.error.Refusals;
import io.quorate.v1.GetHistoryRequest;
import io.quorate.v1.GetHistoryResponse;
import io.quorate.v1.GetStatusRequest;
import io.quorate.v1.GroupStatus;
import io.quorate.v1.HistoryEntry;
import io.quorate.v1.Phase;
import io.quorate.v1.Status;
import io.quorate.v1.SwitchoverRequest;
import io.quorate.v1.SwitchoverResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SwitchoverCommandTest {

  private static final SwitchoverResponse BEGUN =
      SwitchoverResponse.newBuilder().setOperation(Samples.operation()).setEpoch(12).build();

  private final FakeNode node = FakeNode.start();
  private final AtomicInteger polls = new AtomicInteger();

  @BeforeEach
  void begin() {
    node.on(SwitchoverRequest.class, request -> BEGUN);
    node.on(GetHistoryRequest.class, request -> history());
  }

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void followsToTheEndAndShowsEachStepOnce() {
    node.on(
        GetStatusRequest.class,
        request -> status(polls.incrementAndGet() < 3 ? Samples.switching("web") : on("b", 13)));
    CliRun run =
        CliRun.with(node)
            .run("switchover", "web", "--to", "b", "--reason", "update", "--timeout", "90s")
            .exits(0);
    assertThat(run.out().replaceAll("after [^ ]+s", "after TIME").strip())
        .isEqualTo(
            """
            web: switchover a -> b has begun, epoch 12
              2026-11-22 03:12:09.001Z  STEP_DONE a, epoch 12, took 120ms: switchover to b: kernel update
              2026-11-22 03:12:09.002Z  STEP_DONE a, epoch 12, took 120ms: switchover to b: kernel update
              2026-11-22 03:12:09.003Z  STEP_DONE a, epoch 12, took 120ms: switchover to b: kernel update
            done: web is active on b, epoch 13, after TIME
            """
                .strip());
    SwitchoverRequest request = node.requests(SwitchoverRequest.class).get(0);
    assertThat(request.getTimeout().getSeconds()).isEqualTo(90);
    assertThat(request.getReason()).isEqualTo("update");
  }

  @Test
  void aChangeThatIsUndoneIsAFailure() {
    node.on(
        GetStatusRequest.class,
        request -> status(polls.incrementAndGet() < 2 ? Samples.switching("web") : on("a", 14)));
    CliRun run = CliRun.with(node).run("switchover", "web").exits(1);
    assertThat(run.err())
        .isEqualTo(
            "error: the switchover was undone: web is active on a, epoch 14; why: quorate history"
                + " web\n");
  }

  @Test
  void goesOnWhenTheQuorumIsLostForAMoment() {
    node.on(
        GetStatusRequest.class,
        request -> {
          int poll = polls.incrementAndGet();
          if (poll == 1) {
            return status(on("b", 13)).toBuilder().setSource(Status.Source.LOCAL).build();
          }
          return status(
              poll < 4 ? Samples.group("web").setPhase(Phase.VACANT).setHolder("") : on("b", 13));
        });
    CliRun.with(node).run("switchover", "web").exits(0);
    assertThat(polls.get()).isGreaterThanOrEqualTo(4);
  }

  @Test
  void doesNotWaitWhenToldSo() {
    CliRun run = CliRun.with(node).run("switchover", "web", "--no-wait").exits(0);
    assertThat(run.out()).isEqualTo("web: switchover a -> b has begun, epoch 12\n");
    assertThat(node.requests(GetStatusRequest.class)).isEmpty();
  }

  @Test
  void programsGetOneMessageAtTheEnd() {
    node.on(GetStatusRequest.class, request -> status(on("b", 13)));
    CliRun run = CliRun.with(node).run("switchover", "web", "--wait", "-o", "json").exits(0);
    assertThat(run.out()).startsWith("{\n  \"operation\": {").endsWith("}\n");
  }

  @Test
  void aRefusalNamesAllReasons() {
    node.on(
        SwitchoverRequest.class,
        request -> {
          throw Refusals.toStatus(
              Code.FAILED_PRECONDITION,
              List.of(
                  Samples.notice("NODE_OFFLINE", "b is not heard from", "start quorate on b"),
                  Samples.notice("PAUSED", "the group is paused", "quorate resume web")));
        });
    CliRun run = CliRun.with(node).run("switchover", "web", "--to", "b").exits(1);
    assertThat(run.err())
        .isEqualTo(
            """
            error: b is not heard from (NODE_OFFLINE); start quorate on b
            error: the group is paused (PAUSED); quorate resume web
            """);
  }

  @Test
  void judgesEveryState() {
    for (Phase phase : List.of(Phase.VACANT, Phase.PROMOTING, Phase.QUIESCING, Phase.DEMOTING)) {
      GroupStatus moving = on("b", 13).setPhase(phase).build();
      assertThat(SwitchoverFollowing.judge(moving, BEGUN))
          .isEqualTo(SwitchoverFollowing.Progress.UNDER_WAY);
    }
    GroupStatus open = on("b", 13).setOperation(Samples.operation()).build();
    assertThat(SwitchoverFollowing.judge(open, BEGUN))
        .isEqualTo(SwitchoverFollowing.Progress.UNDER_WAY);
    assertThat(SwitchoverFollowing.judge(on("b", 13).build(), BEGUN))
        .isEqualTo(SwitchoverFollowing.Progress.DONE);
    assertThat(SwitchoverFollowing.judge(on("a", 12).build(), BEGUN))
        .isEqualTo(SwitchoverFollowing.Progress.UNDONE);
    assertThat(SwitchoverFollowing.judge(on("c", 13).build(), BEGUN))
        .isEqualTo(SwitchoverFollowing.Progress.UNDONE);
  }

  /** One more entry at each poll; the entry 0 was there before. */
  private GetHistoryResponse history() {
    List<HistoryEntry> entries = new ArrayList<>();
    for (int sequence = polls.get(); sequence >= 0; sequence--) {
      entries.add(Samples.entry(sequence, "STEP_DONE", "a", 12));
    }
    return GetHistoryResponse.newBuilder().addAllEntries(entries).build();
  }

  private static GroupStatus.Builder on(String holder, long epoch) {
    return Samples.group("web").setHolder(holder).setEpoch(epoch);
  }

  private static Status status(GroupStatus.Builder group) {
    return Samples.status().addGroups(group).build();
  }
}
