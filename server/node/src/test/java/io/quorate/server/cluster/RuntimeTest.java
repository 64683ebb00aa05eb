package io.quorate.server.cluster;

import static io.quorate.server.cluster.MemoryCluster.A;
import static io.quorate.server.cluster.MemoryCluster.B;
import static io.quorate.server.cluster.MemoryCluster.GROUP;
import static io.quorate.server.cluster.MemoryCluster.W;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.StatusRuntimeException;
import io.quorate.client.error.CallRefusal;
import io.quorate.client.error.Refusals;
import io.quorate.core.NodeId;
import io.quorate.core.store.Table;
import io.quorate.server.process.Await;
import io.quorate.server.wire.Times;
import io.quorate.v1.ApplyGroupResponse;
import io.quorate.v1.Caller;
import io.quorate.v1.CompareRuntimeRequest;
import io.quorate.v1.CompareRuntimeResponse;
import io.quorate.v1.Counter;
import io.quorate.v1.CounterResponse;
import io.quorate.v1.CountersGrpc;
import io.quorate.v1.GetCounterRequest;
import io.quorate.v1.GetRuntimeRequest;
import io.quorate.v1.ListCountersRequest;
import io.quorate.v1.ListRuntimeRequest;
import io.quorate.v1.ListRuntimeResponse;
import io.quorate.v1.MemberRuntime;
import io.quorate.v1.NextCounterRequest;
import io.quorate.v1.Notice;
import io.quorate.v1.ObserveCounterRequest;
import io.quorate.v1.RaiseCounterRequest;
import io.quorate.v1.RuntimeChange;
import io.quorate.v1.RuntimeEntry;
import io.quorate.v1.RuntimeGrpc;
import io.quorate.v1.RuntimeTouch;
import io.quorate.v1.TouchRuntimeRequest;
import io.quorate.v1.WriteRuntimeRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runtime entries and counters by way of every node, over a change of the leader. */
final class RuntimeTest {
  private static final long CALL_SECONDS = 20;

  @TempDir Path directory;
  private MemoryCluster cluster;

  @BeforeEach
  void begin() throws Exception {
    cluster = new MemoryCluster(directory);
    cluster.settled();
    ApplyGroupResponse unused =
        cluster.ask(A).applyGroup(MemoryCluster.apply(MemoryCluster.spec()));
    cluster.raised();
  }

  @AfterEach
  void end() {
    cluster.close();
  }

  private RuntimeGrpc.RuntimeBlockingStub runtime(NodeId node) {
    return RuntimeGrpc.newBlockingStub(cluster.channel(node))
        .withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS);
  }

  private CountersGrpc.CountersBlockingStub counters(NodeId node) {
    return CountersGrpc.newBlockingStub(cluster.channel(node))
        .withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS);
  }

  private static RuntimeChange.Builder change(String path) {
    return RuntimeChange.newBuilder().setPath(path).setValue(ByteString.copyFromUtf8("x"));
  }

  private static WriteRuntimeRequest write(RuntimeChange.Builder... changes) {
    WriteRuntimeRequest.Builder request = WriteRuntimeRequest.newBuilder().setGroup(GROUP);
    for (RuntimeChange.Builder change : changes) {
      request.addChanges(change);
    }
    return request.build();
  }

  private static GetRuntimeRequest get(String path) {
    return GetRuntimeRequest.newBuilder().setGroup(GROUP).setPath(path).build();
  }

  /** Why the call was refused; empty when it was answered. */
  private static Optional<CallRefusal> refusal(Supplier<?> call) {
    try {
      Object unused = call.get();
      return Optional.empty();
    } catch (StatusRuntimeException refused) {
      return Refusals.fromThrowable(refused);
    }
  }

  private static boolean refused(String reason, Supplier<?> call) {
    return refusal(call).filter(refusal -> refusal.hasReason(reason)).isPresent();
  }

  private static List<String> paths(Supplier<?> call) {
    return refusal(call).orElseThrow().reasons().stream().map(Notice::getPath).toList();
  }

  private void elect(NodeId next) throws InterruptedException {
    cluster.log().elect(next);
    Await.until(
        () -> next + " does not lead", () -> cluster.node(next).leader().view().isPresent());
  }

  private static RuntimeChange.Builder hits(String node, String hits) {
    return change("rule-hits/r1").setNode(node).setValue(ByteString.copyFromUtf8(hits));
  }

  private CompareRuntimeResponse compared() {
    return runtime(W)
        .compare(
            CompareRuntimeRequest.newBuilder().setGroup(GROUP).setPath("rule-hits/r1").build());
  }

  @Test
  void whatEachMemberHasIsSeenSideBySideAlsoWhenOneIsDown() throws Exception {
    runtime(A).write(write(hits("a", "10"), hits("b", "7"), change("rule-hits/r1")));
    CompareRuntimeResponse both = compared();
    assertThat(both.getMembersList()).extracting(MemberRuntime::getNode).containsExactly("a", "b");
    assertThat(both.getAggregate().getSum()).isEqualTo("17");
    assertThat(both.getAggregate().getMin()).isEqualTo("7");
    assertThat(both.getAggregate().getMax()).isEqualTo("10");
    assertThat(refused("NOT_A_MEMBER", () -> runtime(B).write(write(hits("w", "1"))))).isTrue();

    elect(W);
    cluster.network().cut(B, W, "Heartbeat");
    Await.until(() -> "b still counts as online", () -> !compared().getMembers(1).getOnline());
    MemberRuntime lost = compared().getMembers(1);
    assertThat(lost.getEntry().getValue().toStringUtf8()).isEqualTo("7");
    assertThat(lost.getAge().getSeconds()).isPositive();
    assertThat(compared().getAggregate().getSum()).isEqualTo("17");
  }

  @Test
  void whatHasATimeToLiveIsGoneWhoeverLeads() throws Exception {
    runtime(W)
        .write(write(change("s/1").setTtl(Times.message(Duration.ofSeconds(2))), change("stays")));
    RuntimeEntry entry = runtime(B).get(get("s/1"));
    assertThat(entry.getAt().getTtl()).isEqualTo(Times.message(Duration.ofSeconds(2)));
    assertThat(entry.getRevision()).isEqualTo(1);
    elect(B);

    Await.until(
        () -> "it is still there", () -> refused("UNKNOWN_PATH", () -> runtime(A).get(get("s/1"))));
    Await.until(
        () -> "it was not dropped",
        () ->
            cluster
                .node(B)
                .member()
                .read(store -> store.range(Table.RUNTIME_DEADLINES, "", "~", 1))
                .isEmpty());
    assertThat(runtime(W).list(ListRuntimeRequest.newBuilder().setGroup(GROUP).build()))
        .satisfies(
            list -> {
              assertThat(list.getEntriesList())
                  .extracting(RuntimeEntry::getPath)
                  .containsExactly("stays");
              assertThat(list.getRevision()).isEqualTo(1);
            });
    TouchRuntimeRequest touch =
        TouchRuntimeRequest.newBuilder()
            .setGroup(GROUP)
            .addEntries(RuntimeTouch.newBuilder().setPath("s/1"))
            .build();
    assertThat(refused("UNKNOWN_PATH", () -> runtime(A).touch(touch))).isTrue();
  }

  @Test
  void aListComesInPages() {
    List<String> expected = new ArrayList<>();
    for (int i = 10; i < 50; i++) {
      expected.add("dir/" + i);
      runtime(A).write(write(change("dir/" + i)));
    }
    runtime(A).write(write(change("other")));
    List<String> found = new ArrayList<>();
    ListRuntimeRequest request =
        ListRuntimeRequest.newBuilder().setGroup(GROUP).setBelow("dir").setLimit(7).build();
    ListRuntimeResponse page = runtime(B).list(request);
    while (true) {
      page.getEntriesList().forEach(entry -> found.add(entry.getPath()));
      if (!page.getMore()) {
        break;
      }
      page = runtime(B).list(request.toBuilder().setAfter(found.get(found.size() - 1)).build());
    }

    assertThat(found).isEqualTo(expected);
  }

  @Test
  void whatCannotBeReadIsNamedByItsField() {
    WriteRuntimeRequest wrong =
        write(
                change("a/../b"),
                change("b").setTtl(Times.message(Duration.ofMillis(5))),
                change("c").setIfRevision(-1))
            .toBuilder()
            .setEpoch(-1)
            .build();

    assertThat(paths(() -> runtime(A).write(wrong)))
        .containsExactlyInAnyOrder(
            "changes[0].path", "changes[1].ttl", "changes[2].if_revision", "epoch");
    assertThat(refused("INVALID_VALUE", () -> runtime(A).write(write()))).isTrue();
    assertThat(refused("UNKNOWN_PATH", () -> runtime(A).get(get("nothing")))).isTrue();
    assertThat(paths(() -> runtime(A).get(GetRuntimeRequest.getDefaultInstance())))
        .containsExactlyInAnyOrder("group", "path");
  }

  @Test
  void aCounterGoesOnWhoeverLeadsAndARepeatedRequestHasItsValues() throws Exception {
    NextCounterRequest ten =
        NextCounterRequest.newBuilder()
            .setCaller(Caller.newBuilder().setActor("eva").setRequestId("lost-answer"))
            .setGroup(GROUP)
            .setName("patver")
            .setCount(10)
            .build();
    CounterResponse first = counters(W).next(ten);
    assertThat(first.getFirst()).isEqualTo(1);
    assertThat(first.getLast()).isEqualTo(10);
    elect(B);

    assertThat(counters(A).next(ten)).isEqualTo(first);
    NextCounterRequest one =
        NextCounterRequest.newBuilder().setGroup(GROUP).setName("patver").build();
    assertThat(counters(A).next(one.toBuilder().setDryRun(true).build()).getFirst()).isEqualTo(11);
    assertThat(counters(A).next(one).getFirst()).isEqualTo(11);
    counters(W)
        .observe(
            ObserveCounterRequest.newBuilder()
                .setGroup(GROUP)
                .setName("patver")
                .setValue(1_300)
                .build());
    RaiseCounterRequest back =
        RaiseCounterRequest.newBuilder().setGroup(GROUP).setName("patver").setTo(1).build();
    assertThat(refused("COUNTER_WOULD_GO_BACK", () -> counters(A).raise(back))).isTrue();
    counters(A).raise(back.toBuilder().setTo(1_310).setMargin(7).build());
    assertThat(counters(A).next(one).getFirst()).isEqualTo(1_311);
    Counter found =
        counters(B).get(GetCounterRequest.newBuilder().setGroup(GROUP).setName("patver").build());
    assertThat(found.getLast()).isEqualTo(1_311);
    assertThat(found.getMargin()).isEqualTo(7);
    assertThat(
            counters(W)
                .list(ListCountersRequest.newBuilder().setGroup(GROUP).build())
                .getCountersList())
        .containsExactly(found);
    GetCounterRequest other =
        GetCounterRequest.newBuilder().setGroup(GROUP).setName("other").build();
    assertThat(refused("UNKNOWN_PATH", () -> counters(A).get(other))).isTrue();
  }
}
