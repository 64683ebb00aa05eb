package io.quorate.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status.Code;
import io.quorate.client.error.Refusals;
import io.quorate.v1.Caller;
import io.quorate.v1.GetStatusRequest;
import io.quorate.v1.ListGroupsRequest;
import io.quorate.v1.ListGroupsResponse;
import io.quorate.v1.Notice;
import io.quorate.v1.PauseRequest;
import io.quorate.v1.PauseResponse;
import io.quorate.v1.Status;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class QuorateClientTest {

  private final FakeNode a = FakeNode.start();
  private final FakeNode b = FakeNode.start();
  private final AtomicInteger ids = new AtomicInteger();

  @AfterEach
  void stop() {
    a.close();
    b.close();
  }

  @Test
  void goesOnToTheNextNodeAndStaysThere() throws Exception {
    a.close();
    b.on(ListGroupsRequest.class, request -> ListGroupsResponse.getDefaultInstance());
    try (QuorateClient client = client(5_000, a.address(), b.address())) {
      client.listGroups(ListGroupsRequest.getDefaultInstance());
      client.listGroups(ListGroupsRequest.getDefaultInstance());
    }
    assertThat(b.requests(ListGroupsRequest.class)).hasSize(2);
  }

  @Test
  void leavesANodeThatHangs() throws Exception {
    a.on(
        PauseRequest.class,
        request -> {
          throw FakeNode.silence();
        });
    b.on(PauseRequest.class, request -> PauseResponse.newBuilder().addGroups("web").build());
    try (QuorateClient client = client(20_000, a.address(), b.address())) {
      assertThat(client.pause(PauseRequest.getDefaultInstance()).getGroupsList())
          .containsExactly("web");
    }
    Caller first = a.requests(PauseRequest.class).get(0).getCaller();
    assertThat(b.requests(PauseRequest.class).get(0).getCaller()).isEqualTo(first);
    assertThat(first.getActor()).isEqualTo("kim");
    assertThat(first.getRequestId()).isEqualTo("id-1");
  }

  @Test
  void repeatsAChangeUnderOneRequestIdUntilThereIsAQuorum() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    a.on(
        PauseRequest.class,
        request -> {
          if (calls.incrementAndGet() < 4) {
            throw Refusals.noQuorum("no leader", "wait");
          }
          return PauseResponse.getDefaultInstance();
        });
    try (QuorateClient client = client(20_000, a.address())) {
      client.pause(PauseRequest.getDefaultInstance());
      client.pause(PauseRequest.getDefaultInstance());
    }
    assertThat(
            a.requests(PauseRequest.class).stream()
                .map(request -> request.getCaller().getRequestId()))
        .containsExactly("id-1", "id-1", "id-1", "id-1", "id-2");
  }

  @Test
  void tellsARefusalWithAllItsReasons() {
    List<Notice> reasons =
        List.of(
            Notice.newBuilder()
                .setReason("PAUSED")
                .setMessage("is paused")
                .setRemedy("resume it")
                .build(),
            Notice.newBuilder().setReason("OTHER").setMessage("and more").setPath("x.y").build());
    a.on(
        PauseRequest.class,
        request -> {
          throw Refusals.toStatus(Code.FAILED_PRECONDITION, reasons);
        });
    try (QuorateClient client = client(5_000, a.address(), b.address())) {
      assertThatThrownBy(() -> client.pause(PauseRequest.getDefaultInstance()))
          .isInstanceOfSatisfying(
              RefusedException.class, refused -> assertThat(refused.reasons()).isEqualTo(reasons));
    }
    assertThat(b.requests(PauseRequest.class)).isEmpty();
  }

  @Test
  void tellsThatNobodyIsThere() {
    a.close();
    b.close();
    try (QuorateClient client = client(20_000, a.address(), b.address())) {
      assertThatThrownBy(() -> client.pause(PauseRequest.getDefaultInstance()))
          .isInstanceOf(UnreachableException.class)
          .hasMessageContaining(a.address().toString())
          .hasMessageContaining(b.address().toString())
          .hasMessageContaining("(Connection refused)");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"HTTP/1.1 400 Bad Request\r\n\r\n", "\u0015\u0003\u0003\u0000\u0002\u0002F"})
  void tellsThatSomethingElseListensThere(String said) throws Exception {
    try (ServerSocket other = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread peer = new Thread(() -> answerEach(other, said));
      peer.setDaemon(true);
      peer.start();
      NodeAddress address = new NodeAddress("127.0.0.1", other.getLocalPort());
      try (QuorateClient client = client(5_000, address)) {
        assertThatThrownBy(() -> client.status(GetStatusRequest.getDefaultInstance()))
            .isInstanceOf(UnreachableException.class)
            .hasMessageContaining(
                address
                    + " (what listens there does not speak gRPC: is it the API port of a node?)");
      }
    }
  }

  private static void answerEach(ServerSocket listener, String said) {
    while (!listener.isClosed()) {
      try (Socket peer = listener.accept()) {
        peer.getOutputStream().write(said.getBytes(StandardCharsets.ISO_8859_1));
        peer.shutdownOutput();
        peer.getInputStream().transferTo(OutputStream.nullOutputStream());
      } catch (IOException over) {
        // The client went away, or the test is over.
      }
    }
  }

  @Test
  void tellsThatThereIsNoQuorum() {
    a.on(
        PauseRequest.class,
        request -> {
          throw Refusals.noQuorum("no leader is known", "start nodes");
        });
    b.close();
    try (QuorateClient client = client(4_000, a.address(), b.address())) {
      assertThatThrownBy(() -> client.pause(PauseRequest.getDefaultInstance()))
          .isInstanceOf(NoQuorumException.class)
          .hasMessageContaining("no leader is known");
    }
  }

  @Test
  void tellsThatAChangeMayHaveBeenMade() {
    AtomicInteger calls = new AtomicInteger();
    a.on(
        PauseRequest.class,
        request -> {
          if (calls.incrementAndGet() == 1) {
            throw Refusals.outcomeUnknown("the leader was lost", "look at the status");
          }
          throw Refusals.noQuorum("no leader", "wait");
        });
    try (QuorateClient client = client(1_000, a.address())) {
      assertThatThrownBy(() -> client.pause(PauseRequest.getDefaultInstance()))
          .isInstanceOfSatisfying(
              UnknownOutcomeException.class,
              open -> assertThat(open.requestId()).isEqualTo("id-1"));
    }
  }

  /** The first node does not know what became of the call, and the second refuses it. */
  private void refusesTheSecondAttempt(Code code, String message) {
    a.on(
        PauseRequest.class,
        request -> {
          throw Refusals.outcomeUnknown("the leader was lost", "look at the status");
        });
    b.on(
        PauseRequest.class,
        request -> {
          throw Refusals.toStatus(
              code, List.of(Notice.newBuilder().setReason("WHY").setMessage(message).build()));
        });
  }

  @Test
  void aRefusalDoesNotSayThatAnAttemptWithoutAnAnswerIsNotCarriedOut() {
    refusesTheSecondAttempt(Code.ABORTED, "decided for an old epoch");
    try (QuorateClient client = client(5_000, a.address(), b.address())) {
      assertThatThrownBy(() -> client.pause(PauseRequest.getDefaultInstance()))
          .isInstanceOfSatisfying(
              UnknownOutcomeException.class, open -> assertThat(open.requestId()).isEqualTo("id-1"))
          .hasMessageContaining("(decided for an old epoch)")
          .hasMessageContaining("the leader was lost");
    }
  }

  @Test
  void whatIsWrongInACallIsWrongInEachAttempt() {
    refusesTheSecondAttempt(Code.INVALID_ARGUMENT, "bad");
    try (QuorateClient client = client(5_000, a.address(), b.address())) {
      assertThatThrownBy(() -> client.pause(PauseRequest.getDefaultInstance()))
          .isInstanceOf(RefusedException.class)
          .hasMessage("bad");
    }
  }

  @Test
  void aHangingNodeLeavesAChangeOpenButNotARead() {
    a.on(
        PauseRequest.class,
        request -> {
          throw FakeNode.silence();
        });
    a.on(
        ListGroupsRequest.class,
        request -> {
          throw FakeNode.silence();
        });
    try (QuorateClient client = client(500, a.address())) {
      assertThatThrownBy(() -> client.pause(PauseRequest.getDefaultInstance()))
          .isInstanceOf(UnknownOutcomeException.class);
      assertThatThrownBy(() -> client.listGroups(ListGroupsRequest.getDefaultInstance()))
          .isInstanceOf(UnreachableException.class)
          .hasMessageContaining("no answer in time");
    }
  }

  @Test
  void aMachineThatDoesNotAnswerAtAllLeavesNothingOpen() throws Exception {
    // A listener that accepts nothing: the handshake of HTTP/2 never ends, so the call never
    // leaves.
    try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        QuorateClient client = client(500, new NodeAddress("127.0.0.1", mute.getLocalPort()))) {
      assertThatThrownBy(() -> client.pause(PauseRequest.getDefaultInstance()))
          .isInstanceOf(UnreachableException.class)
          .hasMessageContaining("no connection in time");
    }
  }

  @Test
  void prefersAConfirmedStatusThenTheYoungest() throws Exception {
    a.on(GetStatusRequest.class, request -> local("a", 90));
    b.on(GetStatusRequest.class, request -> local("b", 20));
    try (QuorateClient client = client(5_000, a.address(), b.address())) {
      assertThat(client.status(GetStatusRequest.getDefaultInstance()).getAnsweredBy())
          .isEqualTo("b");
      assertThat(
              client.status(GetStatusRequest.newBuilder().setLocal(true).build()).getAnsweredBy())
          .isEqualTo("a");
      b.on(
          GetStatusRequest.class,
          request ->
              Status.newBuilder().setSource(Status.Source.QUORUM).setAnsweredBy("b").build());
      assertThat(client.status(GetStatusRequest.getDefaultInstance()).getSource())
          .isEqualTo(Status.Source.QUORUM);
    }
  }

  @Test
  void watchesAndMovesOnWhenANodeIsLost() throws Exception {
    a.watched(List.of(local("a", 1), local("a", 2)));
    b.watched(List.of(local("b", 3)));
    try (QuorateClient client = client(5_000, a.address(), b.address());
        StatusWatch watch = client.watchStatus(GetStatusRequest.getDefaultInstance())) {
      assertThat(watch.next(Duration.ofSeconds(30)).orElseThrow()).isEqualTo(local("a", 1));
      assertThat(watch.next(Duration.ofSeconds(30)).orElseThrow()).isEqualTo(local("a", 2));
      a.close();
      Optional<Status> next = Optional.empty();
      for (int i = 0; next.isEmpty() && i < 10; i++) {
        next = watch.next(Duration.ofSeconds(5));
      }
      assertThat(next).contains(local("b", 3));
      assertThat(watch.next(Duration.ofMillis(100)))
          .as("asked anew after a silence")
          .contains(local("b", 3));
    }
  }

  private QuorateClient client(int callMillis, NodeAddress... addresses) {
    return new QuorateClient(
        new ClientSettings(
            Arrays.asList(addresses),
            Duration.ofMillis(Math.min(callMillis, 1_000)),
            Duration.ofMillis(callMillis),
            "kim",
            () -> "id-" + ids.incrementAndGet()));
  }

  private static Status local(String node, int age) {
    return Status.newBuilder()
        .setSource(Status.Source.LOCAL)
        .setAnsweredBy(node)
        .setAge(com.google.protobuf.Duration.newBuilder().setSeconds(age))
        .build();
  }
}
