package io.quorate.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.BindableService;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import io.quorate.server.session.HostPort;
import io.quorate.v1.AdminGrpc;
import io.quorate.v1.GetGroupRequest;
import io.quorate.v1.Group;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Over TCP: who only connects makes room for who has something to say. */
@Timeout(120)
final class ApiAcceptsTest {
  private static final int MOST = 3;
  private static final int CALL_SECONDS = 30;
  private static final int READ_MILLIS = 60_000;

  private final NettyTransport transport = new NettyTransport(Optional.empty(), MOST);
  private final CallGate gate = new CallGate();
  private final List<Socket> strangers = new ArrayList<>();
  private final List<ManagedChannel> channels = new ArrayList<>();
  private final Server server;

  ApiAcceptsTest() throws IOException {
    AdminGrpc.AdminImplBase admin =
        new AdminGrpc.AdminImplBase() {
          @Override
          public void getGroup(GetGroupRequest request, StreamObserver<Group> out) {
            out.onNext(Group.getDefaultInstance());
            out.onCompleted();
          }
        };
    server =
        transport.server(
            new HostPort("127.0.0.1", 0),
            new Transport.Offer(gate, List.of(), List.<BindableService>of(admin)));
    server.start();
  }

  @AfterEach
  void end() throws Exception {
    for (Socket stranger : strangers) {
      stranger.close();
    }
    channels.forEach(ManagedChannel::shutdownNow);
    server.shutdownNow();
    assertThat(server.awaitTermination(CALL_SECONDS, TimeUnit.SECONDS)).isTrue();
    gate.close();
    transport.close();
  }

  private Socket stranger() throws IOException {
    Socket stranger = new Socket(InetAddress.getLoopbackAddress(), server.getPort());
    stranger.setSoTimeout(READ_MILLIS);
    strangers.add(stranger);
    return stranger;
  }

  private boolean calls() {
    ManagedChannel channel = transport.channel(new HostPort("127.0.0.1", server.getPort()));
    channels.add(channel);
    try {
      return AdminGrpc.newBlockingStub(channel)
          .withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS)
          .getGroup(GetGroupRequest.getDefaultInstance())
          .isInitialized();
    } catch (StatusRuntimeException refused) {
      return false;
    }
  }

  /** Whether the other end hung up; waits until it says something or does. */
  private static boolean hungUp(Socket stranger) throws IOException {
    int said;
    do {
      said = stranger.getInputStream().read();
    } while (said >= 0); // a server of HTTP/2 speaks first
    return true;
  }

  @Test
  void theOldestStrangerMakesRoomForACall() throws Exception {
    Socket oldest = stranger();
    for (int i = 1; i < MOST; i++) {
      stranger();
    }
    assertThat(calls()).isTrue();
    assertThat(hungUp(oldest)).isTrue();
    assertThat(transport.turnedAway()).isEqualTo(1);
  }

  @Test
  void whoHasSpokenKeepsItsPlace() {
    for (int i = 0; i < MOST; i++) {
      assertThat(calls()).isTrue();
    }
    assertThat(calls()).isFalse();
    assertThat(transport.turnedAway()).isPositive();
  }

  @Test
  void whoSaysNothingIsHungUpOn() throws Exception {
    assertThat(hungUp(stranger())).isTrue();
    assertThat(transport.turnedAway()).isEqualTo(1);
  }
}
