package io.quorate.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

final class FailedAttemptTest {
  private static final NodeAddress NODE = new NodeAddress("127.0.0.1", 7070);

  @Test
  void aConnectionThatEndedUnderACallIsNoAnswer() {
    // What the transport makes of a channel that was closed without a reason.
    Status ended =
        Status.UNKNOWN.withDescription("channel closed").withCause(new ClosedChannelException());

    assertThat(judged(ended).map(FailedAttempt::kind)).contains(FailedAttempt.Kind.UNKNOWN);
  }

  @Test
  void whatANodeSaysOfAnUnknownFailureIsAnAnswer() {
    assertThat(judged(Status.UNKNOWN.withDescription("channel closed"))).isEmpty();
    assertThat(judged(Status.INTERNAL)).isEmpty();
  }

  @Test
  void aHostThatIsNotFoundIsSaidInWords() {
    Status unresolved =
        Status.UNAVAILABLE
            .withDescription("Unable to resolve host nowhere")
            .withCause(new IllegalStateException(new UnknownHostException("nowhere")));

    assertThat(judged(unresolved).map(FailedAttempt::message))
        .contains("the host name is not found");
  }

  @Test
  void aServerThatIsNotBelievedIsSaidInOurWords() {
    Status refused =
        Status.UNAVAILABLE
            .withDescription("io exception")
            .withCause(
                new SSLHandshakeException("General OpenSslEngine problem")
                    .initCause(
                        new CertificateException(
                            "no authority that is trusted here has signed it",
                            new CertPathValidatorException("Path does not chain"))));

    assertThat(judged(refused).map(FailedAttempt::message))
        .contains("not believed: no authority that is trusted here has signed it");
  }

  /** A node tells nobody why: whom it trusts is nobody's business. */
  @Test
  void aCertificateThatIsNotTakenIsSaidInOurWords() {
    for (String alert :
        List.of(
            "error:10000438:SSL routines:OPENSSL_internal:TLSV1_ALERT_INTERNAL_ERROR",
            "error:10000412:SSL routines:OPENSSL_internal:SSLV3_ALERT_BAD_CERTIFICATE",
            "Received fatal alert: certificate_unknown")) {
      Status refused =
          Status.UNAVAILABLE
              .withDescription("io exception")
              .withCause(new SSLHandshakeException(alert));

      assertThat(judged(refused).map(FailedAttempt::message))
          .get()
          .asString()
          .contains("it does not take the certificate that was shown", "revoked");
    }
  }

  private static Optional<FailedAttempt> judged(Status status) {
    return FailedAttempt.judge(NODE, status, Optional.empty(), FailedAttempt.Sent.YES);
  }
}
