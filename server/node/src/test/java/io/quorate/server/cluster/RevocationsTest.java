package io.quorate.server.cluster;

import static io.quorate.server.cluster.MemoryCluster.A;
import static io.quorate.server.cluster.MemoryCluster.B;
import static io.quorate.server.cluster.MemoryCluster.W;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Timestamp;
import io.grpc.StatusRuntimeException;
import io.quorate.client.error.Refusals;
import io.quorate.core.NodeId;
import io.quorate.v1.Caller;
import io.quorate.v1.CertificateHolder;
import io.quorate.v1.CertificateHolder.Kind;
import io.quorate.v1.GetHistoryRequest;
import io.quorate.v1.HistoryEntry;
import io.quorate.v1.ListRevocationsRequest;
import io.quorate.v1.Notice;
import io.quorate.v1.ReinstateRequest;
import io.quorate.v1.ReinstateResponse;
import io.quorate.v1.Revocation;
import io.quorate.v1.RevokeRequest;
import io.quorate.v1.TrustGrpc;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is revoked is replicated: it is asked of one node, and known to all. */
@Timeout(120)
final class RevocationsTest {
  private static final long CALL_SECONDS = 20;

  @TempDir Path directory;
  private MemoryCluster cluster;

  @BeforeEach
  void begin() throws Exception {
    cluster = new MemoryCluster(directory);
    cluster.settled();
    cluster.raised();
  }

  @AfterEach
  void end() {
    cluster.close();
  }

  private TrustGrpc.TrustBlockingStub ask(NodeId node) {
    return TrustGrpc.newBlockingStub(cluster.channel(node))
        .withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS);
  }

  private static CertificateHolder holder(Kind kind, String name) {
    return CertificateHolder.newBuilder().setKind(kind).setName(name).build();
  }

  private static Caller caller(String id) {
    return Caller.newBuilder().setActor("root").setRequestId(id).build();
  }

  private List<Revocation> all(NodeId by) {
    return ask(by)
        .listRevocations(ListRevocationsRequest.getDefaultInstance())
        .getRevocationsList();
  }

  @Test
  void isAskedOfOneNodeAndKnownToAll() {
    RevokeRequest olga =
        RevokeRequest.newBuilder()
            .setCaller(caller("1"))
            .setHolder(holder(Kind.USER, "olga"))
            .setReason("laptop stolen")
            .build();
    Revocation revoked = ask(A).revoke(olga).getRevocation();
    assertThat(revoked.getHolder()).isEqualTo(olga.getHolder());
    assertThat(revoked.getBy()).isEqualTo("root");
    assertThat(revoked.getReason()).isEqualTo("laptop stolen");
    // Up to a whole second: one that was made in this second is revoked too.
    assertThat(revoked.getBefore())
        .isEqualTo(Timestamp.newBuilder().setSeconds(revoked.getBefore().getSeconds()).build());
    assertThat(revoked.getBefore().getSeconds())
        .isBetween(revoked.getAt().getSeconds(), revoked.getAt().getSeconds() + 1);

    Timestamp half = Timestamp.newBuilder().setSeconds(100).setNanos(1).build();
    Revocation witness =
        ask(W)
            .revoke(
                RevokeRequest.newBuilder()
                    .setCaller(caller("2"))
                    .setHolder(holder(Kind.NODE, "w"))
                    .setBefore(half)
                    .build())
            .getRevocation();
    assertThat(witness.getBefore().getSeconds()).isEqualTo(101);
    for (NodeId node : List.of(A, B, W)) {
      assertThat(all(node)).containsExactly(witness, revoked);
    }
    assertThat(cluster.ask(B).getHistory(GetHistoryRequest.getDefaultInstance()).getEntriesList())
        .extracting(HistoryEntry::getEvent)
        .contains("CERTIFICATES_REVOKED");

    ReinstateResponse unused =
        ask(B)
            .reinstate(
                ReinstateRequest.newBuilder()
                    .setCaller(caller("3"))
                    .setHolder(holder(Kind.USER, "olga"))
                    .build());
    assertThat(all(A)).containsExactly(witness);
  }

  private void refused(RevokeRequest.Builder request, String... why) {
    StatusRuntimeException refused =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () -> ask(A).revoke(request.setCaller(caller("r")).build()));
    assertThat(Refusals.fromThrowable(refused).orElseThrow().reasons())
        .extracting(Notice::getMessage)
        .containsExactly(why);
  }

  @Test
  void isRefusedWithEveryReason() {
    refused(
        RevokeRequest.newBuilder()
            .setHolder(holder(Kind.KIND_UNSPECIFIED, "olga"))
            .setBefore(Timestamp.newBuilder().setSeconds(-1)),
        "no kind is given",
        "it is no moment since 1970");
    refused(
        RevokeRequest.newBuilder().setHolder(holder(Kind.USER, "o l g a")),
        "'o l g a' is no name of a certificate");
    refused(
        RevokeRequest.newBuilder().setHolder(holder(Kind.NODE, "x")),
        "x is not a node of this cluster");
    refused(
        RevokeRequest.newBuilder()
            .setHolder(holder(Kind.USER, "olga"))
            .setBefore(Timestamp.newBuilder().setSeconds(253_000_000_000L)),
        "9987-04-02T17:46:40Z is more than 1 h ahead of the cluster's clock");
    assertThat(all(B)).isEmpty();
  }
}
