package io.quorate.server.cluster;

import static io.quorate.server.cluster.MemoryCluster.A;
import static io.quorate.server.cluster.MemoryCluster.B;
import static io.quorate.server.cluster.MemoryCluster.GROUP;
import static io.quorate.server.cluster.MemoryCluster.W;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.quorate.client.ClientSettings;
import io.quorate.client.NodeAddress;
import io.quorate.client.QuorateClient;
import io.quorate.client.RefusedException;
import io.quorate.client.WriteSession;
import io.quorate.core.NodeId;
import io.quorate.server.process.Await;
import io.quorate.v1.ApplyGroupResponse;
import io.quorate.v1.Caller;
import io.quorate.v1.ConfigChange;
import io.quorate.v1.CounterResponse;
import io.quorate.v1.GetRuntimeRequest;
import io.quorate.v1.NextCounterRequest;
import io.quorate.v1.OpenSessionRequest;
import io.quorate.v1.PipelineRequest;
import io.quorate.v1.PipelineResponse;
import io.quorate.v1.PipelinedWrite;
import io.quorate.v1.RuntimeChange;
import io.quorate.v1.RuntimeGrpc;
import io.quorate.v1.RuntimeResponse;
import io.quorate.v1.SessionsGrpc;
import io.quorate.v1.WriteConfigRequest;
import io.quorate.v1.WriteRuntimeRequest;
import io.quorate.v1.WritesGrpc;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writes of sessions, many on their way at a time, by way of every node and over new leaders. */
final class WritesTest {
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

  private QuorateClient client(NodeId... nodes) {
    List<NodeAddress> addresses =
        Stream.of(nodes).map(node -> new NodeAddress(node.value(), 1)).toList();
    ClientSettings settings =
        new ClientSettings(
            addresses,
            Duration.ofSeconds(2),
            Duration.ofSeconds(CALL_SECONDS),
            "billing",
            () -> UUID.randomUUID().toString());
    return new QuorateClient(
        settings, address -> cluster.network().client(new NodeId(address.host())));
  }

  private static NextCounterRequest next() {
    return NextCounterRequest.newBuilder().setGroup(GROUP).setName("ids").build();
  }

  private static List<CompletionStage<CounterResponse>> count(WriteSession session, int times) {
    List<CompletionStage<CounterResponse>> answers = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      answers.add(session.next(next()));
    }
    return answers;
  }

  private static List<Long> values(List<CompletionStage<CounterResponse>> answers)
      throws Exception {
    List<Long> values = new ArrayList<>();
    for (CompletionStage<CounterResponse> answer : answers) {
      values.add(answer.toCompletableFuture().get(CALL_SECONDS, TimeUnit.SECONDS).getFirst());
    }
    return values;
  }

  private static List<Long> upTo(long last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }

  @Test
  void everyNodeTakesAStreamAndAnswersItInOrder() throws Exception {
    long counted = 0;
    for (NodeId node : List.of(A, B, W)) {
      try (QuorateClient client = client(node);
          WriteSession session = client.openSession()) {
        List<Long> values = values(count(session, 200));
        counted += 200;
        assertThat(values).isEqualTo(upTo(counted).subList((int) counted - 200, (int) counted));
      }
    }
  }

  @Test
  void allKindsOfWritesGoByOneStream() throws Exception {
    try (QuorateClient client = client(W);
        WriteSession session = client.openSession()) {
      CompletionStage<RuntimeResponse> put =
          session.put(GROUP, "s/1", ByteString.copyFromUtf8("one"));
      CompletionStage<RuntimeResponse> conflict =
          session.write(
              WriteRuntimeRequest.newBuilder()
                  .setGroup(GROUP)
                  .addChanges(
                      RuntimeChange.newBuilder()
                          .setPath("s/1")
                          .setValue(ByteString.EMPTY)
                          .setIfRevision(0))
                  .build());
      CompletionStage<RuntimeResponse> unread = session.put(GROUP, "../x", ByteString.EMPTY);
      CompletionStage<?> configured =
          session.write(
              WriteConfigRequest.newBuilder()
                  .setGroup(GROUP)
                  .addChanges(
                      ConfigChange.newBuilder().setPath("a").setValue(ByteString.copyFromUtf8("x")))
                  .build());
      CompletionStage<RuntimeResponse> named =
          session.write(
              WriteRuntimeRequest.newBuilder()
                  .setCaller(Caller.newBuilder().setActor("eva"))
                  .setDryRun(true)
                  .setGroup(GROUP)
                  .addChanges(RuntimeChange.newBuilder().setPath("s/2"))
                  .build());

      assertThat(get(put).getRevision()).isEqualTo(1);
      assertThat(reasons(conflict)).containsExactly("REVISION_CONFLICT");
      assertThat(reasons(unread)).containsExactly("INVALID_VALUE");
      assertThat(reasons(named)).containsExactly("INVALID_VALUE", "INVALID_VALUE");
      assertThat(get(configured)).isNotNull();
      assertThat(values(count(session, 3))).isEqualTo(upTo(3));
    }
    assertThat(
            RuntimeGrpc.newBlockingStub(cluster.channel(B))
                .withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS)
                .get(GetRuntimeRequest.newBuilder().setGroup(GROUP).setPath("s/1").build())
                .getValue()
                .toStringUtf8())
        .isEqualTo("one");
  }

  private static <T> T get(CompletionStage<T> answer) throws Exception {
    return answer.toCompletableFuture().get(CALL_SECONDS, TimeUnit.SECONDS);
  }

  private static List<String> reasons(CompletionStage<?> answer) {
    try {
      Object unused = answer.toCompletableFuture().join();
      return List.of();
    } catch (CompletionException refused) {
      if (refused.getCause() instanceof RefusedException why) {
        return why.reasons().stream().map(notice -> notice.getReason()).toList();
      }
      throw refused;
    }
  }

  @Test
  void aChangeOfTheLeaderLosesNothingAndRepeatsNothing() throws Exception {
    try (QuorateClient client = client(W, B, A);
        WriteSession session = client.openSession()) {
      List<CompletionStage<CounterResponse>> answers = new ArrayList<>();
      for (int round = 0; round < 4; round++) {
        answers.addAll(count(session, 100));
        cluster.log().electOther(cluster.log().leads(A) ? A : B);
        answers.addAll(count(session, 100));
      }
      assertThat(values(answers)).isEqualTo(upTo(800));
    }
  }

  @Test
  void whatIsAppliedAfterItsAnswerWasLostIsNotAppliedAgain() throws Exception {
    try (QuorateClient client = client(A);
        WriteSession session = client.openSession()) {
      List<CompletionStage<CounterResponse>> answers = new ArrayList<>(count(session, 20));
      assertThat(values(answers)).isEqualTo(upTo(20));
      cluster.log().proposalsAre(Fate.LATE);
      int before = cluster.log().proposed();
      answers.addAll(count(session, 30));
      Await.until(() -> "nothing was proposed", () -> cluster.log().proposed() > before);
      cluster.log().release();
      answers.addAll(count(session, 30));
      assertThat(values(answers)).isEqualTo(upTo(80));
    }
  }

  @Test
  void aSessionThatIsOverRefusesAndOneWithoutAClusterEnds() throws Exception {
    try (QuorateClient client = client(A)) {
      WriteSession ended = client.openSession();
      ended.close();
      assertThatThrownBy(() -> get(ended.next(next()))).hasMessageContaining("closed");
      assertThat(
              SessionsGrpc.newBlockingStub(cluster.channel(B))
                  .withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS)
                  .open(OpenSessionRequest.getDefaultInstance())
                  .getNumber())
          .isGreaterThan(ended.number());
    }
  }

  @Test
  void whoDoesNotTakeAnswersIsNotListenedTo() throws Exception {
    long session =
        SessionsGrpc.newBlockingStub(cluster.channel(A))
            .withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS)
            .open(OpenSessionRequest.getDefaultInstance())
            .getNumber();
    cluster.log().proposalsAre(Fate.HELD);
    Silent silent = new Silent();
    var unused = WritesGrpc.newStub(cluster.channel(A)).pipeline(silent);
    ClientCallStreamObserver<PipelineRequest> call = Objects.requireNonNull(silent.call);
    int sent = 0;
    for (; sent < 100 && call.isReady(); sent++) {
      call.onNext(
          PipelineRequest.newBuilder()
              .setSession(session)
              .addAllWrites(
                  LongStream.rangeClosed(1 + 64L * sent, 64 + 64L * sent)
                      .mapToObj(
                          at -> PipelinedWrite.newBuilder().setSequence(at).setNext(next()).build())
                      .toList())
              .build());
    }
    assertThat(sent).as("requests until the node takes no more").isLessThan(100);
    cluster.log().release();
    call.cancel("seen enough", null);
  }

  /** Takes no answer. */
  private static final class Silent
      implements ClientResponseObserver<PipelineRequest, PipelineResponse> {
    private @Nullable ClientCallStreamObserver<PipelineRequest> call;

    @Override
    public void beforeStart(ClientCallStreamObserver<PipelineRequest> started) {
      call = started;
      started.disableAutoRequestWithInitial(0);
    }

    @Override
    public void onNext(PipelineResponse answer) {
      throw new AssertionError("nothing was asked for");
    }

    @Override
    public void onError(Throwable end) {
      // It is cancelled in the end.
    }

    @Override
    public void onCompleted() {
      // It is cancelled in the end.
    }
  }
}
