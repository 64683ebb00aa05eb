package io.quorate.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.BindableService;
import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.quorate.client.error.CallRefusal;
import io.quorate.client.error.Refusals;
import io.quorate.server.process.Await;
import io.quorate.server.session.HostPort;
import io.quorate.v1.AdminGrpc;
import io.quorate.v1.AttestRequest;
import io.quorate.v1.AttestResponse;
import io.quorate.v1.GetGroupRequest;
import io.quorate.v1.Group;
import io.quorate.v1.NodeSessionGrpc;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over TCP, as nodes do it: what is too much is refused at once and says why. */
final class CallGateTest {
  private static final int MOST = 8;
  private static final int THREADS = 2;
  private static final String HOLDS_ITS_THREAD = "holds its thread";

  private final Queue<StreamObserver<Group>> open = new ConcurrentLinkedQueue<>();
  private final CountDownLatch letGo = new CountDownLatch(1);
  private final NettyTransport transport = new NettyTransport();
  private final CallGate gate = new CallGate(lane("admin"), lane("session"), lane("watch"));
  private final Server server;
  private final ManagedChannel channel;

  CallGateTest() throws IOException {
    server =
        transport.server(
            new HostPort("127.0.0.1", 0),
            new Transport.Offer(gate, List.of(), List.<BindableService>of(admin(), session())));
    server.start();
    channel = transport.channel(new HostPort("127.0.0.1", server.getPort()));
  }

  private static CallLane lane(String name) {
    return new CallLane(new CallLane.Kind(name, "calls", "later"), THREADS, MOST);
  }

  @BeforeEach
  void idle() {
    assertThat(gate.lanes().get(0).open()).isZero();
  }

  @AfterEach
  void end() {
    letGo.countDown();
    channel.shutdownNow();
    server.shutdownNow();
    gate.close();
    transport.close();
  }

  /** Answers when it is told to. */
  private AdminGrpc.AdminImplBase admin() {
    return new AdminGrpc.AdminImplBase() {
      @Override
      public void getGroup(GetGroupRequest request, StreamObserver<Group> out) {
        open.add(out);
        if (request.getName().equals(HOLDS_ITS_THREAD)) {
          try {
            letGo.await();
          } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
          }
        }
      }
    };
  }

  private static NodeSessionGrpc.NodeSessionImplBase session() {
    return new NodeSessionGrpc.NodeSessionImplBase() {
      @Override
      public void attest(AttestRequest request, StreamObserver<AttestResponse> out) {
        out.onNext(AttestResponse.newBuilder().setTerm(7).build());
        out.onCompleted();
      }
    };
  }

  private static final class Refusal implements StreamObserver<Group> {
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();

    @Override
    public void onNext(Group value) {
      // What is answered is not looked at.
    }

    @Override
    public void onError(Throwable failure) {
      failures.add(failure);
    }

    @Override
    public void onCompleted() {
      // As above.
    }
  }

  private List<Refusal> call(int times) {
    List<Refusal> calls = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      Refusal call = new Refusal();
      AdminGrpc.newStub(channel).getGroup(GetGroupRequest.getDefaultInstance(), call);
      calls.add(call);
    }
    return calls;
  }

  @Test
  void moreThanMayBeOpenAreRefusedAndCounted() throws InterruptedException {
    call(MOST);
    Await.until(() -> "" + open.size(), () -> open.size() == MOST);
    List<Refusal> more = call(3);
    Await.until(
        () -> "not refused", () -> more.stream().noneMatch(call -> call.failures.isEmpty()));

    for (Refusal call : more) {
      CallRefusal refusal = Refusals.fromThrowable(call.failures.get(0)).orElseThrow();
      assertThat(refusal.code()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
      assertThat(refusal.hasReason(Refusals.OVERLOADED)).isTrue();
      assertThat(refusal.reasons().get(0).getMessage()).contains(MOST + " calls");
    }
    assertThat(gate.lanes().get(0).refused()).isEqualTo(3);
  }

  @Test
  void otherNodesAreHeardHoweverManyAsk() throws InterruptedException {
    call(MOST + 5);
    Await.until(() -> "" + open.size(), () -> open.size() == MOST);

    assertThat(
            NodeSessionGrpc.newBlockingStub(channel)
                .attest(AttestRequest.getDefaultInstance())
                .getTerm())
        .isEqualTo(7);
    assertThat(gate.lanes().get(1).refused()).isZero();
  }

  @Test
  void whatHasEndedMakesRoom() throws InterruptedException {
    for (int round = 0; round < 5; round++) {
      List<Refusal> calls = call(MOST);
      Await.until(() -> "" + open.size(), () -> open.size() == MOST);
      for (StreamObserver<Group> out = open.poll(); out != null; out = open.poll()) {
        out.onNext(Group.getDefaultInstance());
        out.onCompleted();
      }
      Await.until(() -> "some stay open", () -> gate.lanes().get(0).open() == 0);
      assertThat(calls).allMatch(call -> call.failures.isEmpty());
    }
    assertThat(gate.lanes().get(0).refused()).isZero();
  }

  @Test
  void whatIsCancelledWhileItWaitsClosesNoConnection() throws InterruptedException {
    CallLane lane = gate.lanes().get(0);
    Refusal held = new Refusal();
    GetGroupRequest holds = GetGroupRequest.newBuilder().setName(HOLDS_ITS_THREAD).build();
    for (int thread = 0; thread < THREADS; thread++) {
      AdminGrpc.newStub(channel).getGroup(holds, held);
    }
    Await.until(() -> "" + open.size(), () -> open.size() == THREADS);
    for (int round = 0; round < 40; round++) {
      Context.CancellableContext caller = Context.current().withCancellation();
      caller.run(() -> call(MOST - THREADS));
      Await.until(() -> lane.open() + " open", () -> lane.open() == MOST || lane.refused() > 0);
      caller.cancel(null);
      Await.until(() -> lane.open() + " open", () -> lane.open() == THREADS);
    }

    assertThat(lane.refused()).as("tasks of calls that are over take room").isPositive();
    letGo.countDown();
    for (int thread = 0; thread < THREADS; thread++) {
      StreamObserver<Group> out = open.remove();
      out.onNext(Group.getDefaultInstance());
      out.onCompleted();
    }
    Await.until(() -> "held", () -> lane.open() == 0);
    assertThat(held.failures).as("the connection stood").isEmpty();
  }

  @Test
  void whoGoesMakesRoom() throws InterruptedException {
    call(MOST);
    Await.until(() -> "" + open.size(), () -> open.size() == MOST);
    channel.shutdownNow();

    Await.until(() -> "some stay open", () -> gate.lanes().get(0).open() == 0);
  }
}
