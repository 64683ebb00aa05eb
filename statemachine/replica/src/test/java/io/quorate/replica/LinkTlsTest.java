package io.quorate.replica;

import static io.quorate.replica.TestCluster.A;
import static io.quorate.replica.TestCluster.B;
import static io.quorate.replica.TestCluster.W;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorate.replica.peer.Peer;
import io.quorate.replica.peer.PeerId;
import io.quorate.trust.LiveTrust;
import io.quorate.trust.authority.Authority;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.proto.RaftProtos.GroupListRequestProto;
import org.apache.ratis.proto.RaftProtos.RaftRpcRequestProto;
import org.apache.ratis.proto.RaftProtos.RequestVoteRequestProto;
import org.apache.ratis.proto.grpc.AdminProtocolServiceGrpc;
import org.apache.ratis.proto.grpc.RaftServerProtocolServiceGrpc;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.thirdparty.io.grpc.ManagedChannel;
import org.apache.ratis.thirdparty.io.grpc.Status;
import org.apache.ratis.thirdparty.io.grpc.StatusRuntimeException;
import org.apache.ratis.thirdparty.io.grpc.netty.GrpcSslContexts;
import org.apache.ratis.thirdparty.io.grpc.netty.NettyChannelBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Members of the log that prove who they are, and others that would like to be one. */
final class LinkTlsTest {
  private static final long CALL_SECONDS = 20;

  private final Authority authority = MemberTrust.authority();
  private final Map<PeerId, LiveTrust> credentials = new HashMap<>();

  @TempDir private Path root;

  @BeforeEach
  void certify() throws Exception {
    for (PeerId id : List.of(A, B, W)) {
      credentials.put(id, MemberTrust.of(authority, id.value(), root.resolve("trust-" + id)));
    }
  }

  private TestCluster cluster() throws Exception {
    TestCluster cluster = TestCluster.ofThree(root.resolve("data"));
    Map<Integer, PeerId> ports = new HashMap<>();
    for (Peer peer : cluster.peers()) {
      ports.put(peer.address().port(), peer.id());
    }
    return cluster.trusting(
        id -> new MemberTrust(Objects.requireNonNull(credentials.get(id)), ports));
  }

  private static ManagedChannel connect(TestCluster cluster, PeerId to, LiveTrust as)
      throws Exception {
    return NettyChannelBuilder.forAddress("127.0.0.1", cluster.peer(to).address().port())
        .sslContext(
            GrpcSslContexts.forClient()
                .keyManager(as.keys())
                .trustManager(as.peers(LiveTrust.ExpectedServer::anyNode, refused -> {}))
                .build())
        .build();
  }

  private static RequestVoteRequestProto vote(PeerId from, PeerId to) {
    return RequestVoteRequestProto.newBuilder()
        .setServerRequest(
            RaftRpcRequestProto.newBuilder()
                .setRequestorId(ByteString.copyFromUtf8(from.value()))
                .setReplyId(ByteString.copyFromUtf8(to.value())))
        .setCandidateTerm(1_000)
        .build();
  }

  private static void denied(Runnable call, String why) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            refused -> {
              assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
              assertThat(refused.getStatus().getDescription()).contains(why);
            });
  }

  @Test
  void membersAgreeAndNobodyElseIsHeard() throws Exception {
    try (TestCluster cluster = cluster().bootstrap()) {
      PeerId leader = cluster.awaitDataLeader();
      cluster.put("k", "v");
      for (PeerId id : List.of(A, B, W)) {
        cluster.awaitValue(id, "k", "v");
      }
      long term = cluster.at(leader).currentTerm();
      oneMemberCannotSpeakForAnother(cluster);
      theConfigurationIsNotForOthers(cluster);
      strangersAreNotHeard(cluster);
      assertThat(cluster.at(W).currentTerm()).isEqualTo(term);
    }
  }

  private void oneMemberCannotSpeakForAnother(TestCluster cluster) throws Exception {
    ManagedChannel channel = connect(cluster, W, Objects.requireNonNull(credentials.get(B)));
    try {
      denied(
          () ->
              RaftServerProtocolServiceGrpc.newBlockingStub(channel)
                  .withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS)
                  .requestVote(vote(A, W)),
          "b speaks for a");
    } finally {
      channel.shutdownNow();
    }
  }

  private void theConfigurationIsNotForOthers(TestCluster cluster) throws Exception {
    ManagedChannel channel = connect(cluster, W, Objects.requireNonNull(credentials.get(B)));
    try {
      denied(
          () ->
              AdminProtocolServiceGrpc.newBlockingStub(channel)
                  .withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS)
                  .groupList(GroupListRequestProto.getDefaultInstance()),
          "not for other processes");
    } finally {
      channel.shutdownNow();
    }
  }

  private void strangersAreNotHeard(TestCluster cluster) throws Exception {
    LiveTrust stranger =
        MemberTrust.of(MemberTrust.authority(), "a", root.resolve("trust-stranger"));
    ManagedChannel plain =
        NettyChannelBuilder.forAddress("127.0.0.1", cluster.peer(W).address().port())
            .usePlaintext()
            .build();
    ManagedChannel other = connect(cluster, W, stranger);
    try {
      for (ManagedChannel channel : List.of(plain, other)) {
        assertThatThrownBy(
                () ->
                    RaftServerProtocolServiceGrpc.newBlockingStub(channel)
                        .withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS)
                        .requestVote(vote(A, W)))
            .isInstanceOfSatisfying(
                StatusRuntimeException.class,
                refused ->
                    assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE));
      }
    } finally {
      plain.shutdownNow();
      other.shutdownNow();
    }
  }

  /** It is configured, answers at its address, and has a certificate, which is not its own. */
  @Test
  void whoHasAnothersCertificateGetsNothingOfTheLog() throws Exception {
    credentials.put(W, MemberTrust.of(authority, "b", root.resolve("trust-stolen")));
    try (TestCluster cluster = cluster().bootstrap()) {
      cluster.awaitDataLeader();
      cluster.put("k", "v");
      cluster.awaitValue(A, "k", "v");
      cluster.awaitValue(B, "k", "v");
      assertThat(cluster.at(W).appliedIndex()).isNotPositive();
      assertThat(cluster.at(W).metrics().lastIndex()).isNegative();
    }
  }
}
