package io.quorate.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.quorate.client.FakeNode;
import io.quorate.trust.Identity;
import io.quorate.trust.TrustFolder;
import io.quorate.trust.authority.Authority;
import io.quorate.trust.authority.AuthorityFolder;
import io.quorate.trust.authority.Validity;
import io.quorate.v1.CertificateHolder;
import io.quorate.v1.CertificateHolder.Kind;
import io.quorate.v1.ListRevocationsRequest;
import io.quorate.v1.ListRevocationsResponse;
import io.quorate.v1.ReinstateRequest;
import io.quorate.v1.ReinstateResponse;
import io.quorate.v1.Revocation;
import io.quorate.v1.RevokeRequest;
import io.quorate.v1.RevokeResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CertificateCommandsTest {
  private static final long MOMENT = 1_800_000_000;

  private final FakeNode node = FakeNode.start();

  @TempDir private Path folders;

  @BeforeEach
  void answer() {
    node.on(
        RevokeRequest.class,
        request ->
            RevokeResponse.newBuilder().setRevocation(revocation(request.getHolder())).build());
    node.on(ReinstateRequest.class, request -> ReinstateResponse.getDefaultInstance());
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private CliRun run(String... arguments) {
    return CliRun.with(node).run(arguments);
  }

  private RevokeRequest asked() {
    List<RevokeRequest> requests = node.requests(RevokeRequest.class);
    return requests.get(requests.size() - 1);
  }

  private static Revocation revocation(CertificateHolder holder) {
    Timestamp moment = Timestamp.newBuilder().setSeconds(MOMENT).build();
    return Revocation.newBuilder()
        .setHolder(holder)
        .setBefore(moment)
        .setBy("root")
        .setAt(moment)
        .setReason("laptop stolen")
        .build();
  }

  @Test
  void revokesAUserUpToNow() {
    assertThat(run("certificate", "revoke", "olga", "--reason", "laptop stolen").exits(0).out())
        .isEqualTo(
            "certificates of user olga that began before 2027-01-15 08:00:00Z are not taken any"
                + " more\n");
    assertThat(asked().getHolder().getKind()).isEqualTo(Kind.USER);
    assertThat(asked().getHolder().getName()).isEqualTo("olga");
    assertThat(asked().hasBefore()).isFalse();
    assertThat(asked().getReason()).isEqualTo("laptop stolen");
    assertThat(asked().getCaller().getRequestId()).isNotEmpty();

    run("certificate", "revoke", "olga", "--before", "2026-11-27T12:00:00Z").exits(0);
    assertThat(asked().getBefore().getSeconds())
        .isEqualTo(Instant.parse("2026-11-27T12:00:00Z").getEpochSecond());
    assertThat(run("certificate", "revoke", "olga", "--before", "noon").exits(2).err())
        .contains("'noon' is no time; write it as");
  }

  @Test
  void whetherANodeIsShutOutHasToBeSaid() throws Exception {
    assertThat(run("certificate", "revoke", "b", "--node").exits(2).err())
        .contains("this shuts the node out", "--keep FOLDER", "--shut-out");
    assertThat(node.requests(RevokeRequest.class)).isEmpty();
    run("certificate", "revoke", "b", "--node", "--shut-out").exits(0);
    assertThat(asked().getHolder().getKind()).isEqualTo(Kind.NODE);
    assertThat(asked().hasBefore()).isFalse();
    assertThat(run("certificate", "revoke", "olga", "--shut-out").exits(2).err())
        .contains("--shut-out is for a node");
  }

  @Test
  void allButTheOneThatIsKept() throws Exception {
    SecureRandom random = new SecureRandom();
    Instant begin = Instant.now().minusSeconds(100);
    Authority authority = Authority.create("office", Validity.days(begin, 10), random);
    TrustFolder keys = new TrustFolder(folders.resolve("b"));
    AuthorityFolder.hand(
        keys,
        authority.certificate(),
        authority.issue(
            new Identity("office", Identity.Kind.NODE, "b"), Validity.days(begin, 5), random));

    String folder = folders.resolve("b").toString();
    run("certificate", "revoke", "b", "--node", "--keep", folder).exits(0);
    assertThat(asked().getBefore())
        .isEqualTo(Timestamp.newBuilder().setSeconds(begin.getEpochSecond()).build());

    assertThat(run("certificate", "revoke", "b", "--keep", folder).exits(2).err())
        .contains("is of node b");
    assertThat(run("certificate", "revoke", "c", "--node", "--keep", folder).exits(2).err())
        .contains("is of node b");
    assertThat(
            run("certificate", "revoke", "b", "--node", "--keep", folders + "/none").exits(2).err())
        .contains("none");
    assertThat(
            run(
                    "certificate",
                    "revoke",
                    "b",
                    "--node",
                    "--keep",
                    folder,
                    "--before",
                    "2026-11-27T12:00:00Z")
                .exits(2)
                .err())
        .contains("leave --before out");
  }

  @Test
  void reinstates() {
    assertThat(run("certificate", "reinstate", "b", "--node").exits(0).out())
        .isEqualTo("all certificates of node b are taken again, for as long as they hold\n");
    assertThat(node.requests(ReinstateRequest.class))
        .singleElement()
        .satisfies(request -> assertThat(request.getHolder().getKind()).isEqualTo(Kind.NODE));
  }

  @Test
  void showsWhatIsRevoked() {
    node.on(ListRevocationsRequest.class, request -> ListRevocationsResponse.getDefaultInstance());
    assertThat(run("certificate", "revoked").exits(0).out())
        .isEqualTo("no certificates are revoked\n");
    node.on(
        ListRevocationsRequest.class,
        request ->
            ListRevocationsResponse.newBuilder()
                .addRevocations(
                    revocation(
                        CertificateHolder.newBuilder().setKind(Kind.USER).setName("olga").build()))
                .build());
    assertThat(run("certificate", "revoked").exits(0).out())
        .contains("HOLDER", "user olga", "root", "laptop stolen");
    assertThat(run("certificate").exits(2).err()).contains("certificate revoke");
  }
}
