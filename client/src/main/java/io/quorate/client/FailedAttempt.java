package io.quorate.client;

import io.grpc.Status;
import io.quorate.client.error.CallRefusal;
import io.quorate.client.error.Refusals;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One attempt of a call at one node that ended without an answer.
 *
 * @param address the node
 * @param kind what is known about the attempt
 * @param message what went wrong, for people
 */
record FailedAttempt(NodeAddress address, Kind kind, String message) {

  /** What the transport puts before the error of the operating system. */
  private static final Pattern NATIVE_CALL =
      Pattern.compile("^\\w+\\(.*\\) failed with error\\(-\\d+\\): ");

  /** What the transport says of a peer that hangs up before it has said anything. */
  private static final String CLOSED = "Network closed for unknown reason";

  /** What a peer says that ends a handshake, in the words of either implementation of TLS. */
  private static final Pattern ALERT = Pattern.compile("(TLSV1|SSLV3)_ALERT_|fatal alert");

  /** From harmless to open. */
  enum Kind {
    /** Nothing left this machine, or nothing arrived. */
    NOT_SENT,
    /** The node says that it proposed nothing, for want of a majority. */
    NO_QUORUM,
    /** The node says that it did nothing, because too much is asked of it. */
    OVERLOADED,
    /** It may have been carried out. */
    UNKNOWN
  }

  /** Whether a call left this machine. */
  enum Sent {
    YES,
    NO
  }

  /**
   * Judges an error that may go away at another node or later.
   *
   * @return empty when the error is an answer, and trying again would not change it
   */
  static Optional<FailedAttempt> judge(
      NodeAddress address, Status status, Optional<CallRefusal> refusal, Sent sent) {
    String said =
        refusal
            .map(given -> given.reasons().get(0).getMessage())
            .orElseGet(() -> plain(status, sent));
    FailedAttempt open =
        new FailedAttempt(address, sent == Sent.NO ? Kind.NOT_SENT : Kind.UNKNOWN, said);
    return switch (status.getCode()) {
      case UNAVAILABLE -> {
        boolean nothingProposed =
            refusal.filter(given -> given.hasReason(Refusals.NO_QUORUM)).isPresent();
        yield Optional.of(
            nothingProposed && sent == Sent.YES
                ? new FailedAttempt(address, Kind.NO_QUORUM, said)
                : open);
      }
      case RESOURCE_EXHAUSTED ->
          refusal
              .filter(given -> given.hasReason(Refusals.OVERLOADED))
              .map(given -> new FailedAttempt(address, Kind.OVERLOADED, said));
      // A node that stops cancels what it was asked.
      case DEADLINE_EXCEEDED, CANCELLED -> Optional.of(open);
      default ->
          Refusals.connectionEnded(status) || foreign(status)
              ? Optional.of(open)
              : Optional.empty();
    };
  }

  /** Whether what listens there does not speak our protocol: no node at all, or another port. */
  private static boolean foreign(Status status) {
    for (Throwable cause = status.getCause(); cause != null; cause = cause.getCause()) {
      // By its name, since the transport comes with its own copy of Netty.
      if (cause.getClass().getSimpleName().equals("Http2Exception")) {
        return true;
      }
    }
    return false;
  }

  private static String plain(Status status, Sent sent) {
    if (status.getCode() == Status.Code.DEADLINE_EXCEEDED) {
      return sent == Sent.NO ? "no connection in time" : "no answer in time";
    }
    if (foreign(status)) {
      return "what listens there does not speak gRPC: is it the API port of a node?";
    }
    Throwable root = status.getCause();
    while (root != null && root.getCause() != null) {
      if (root instanceof CertificateException refused) {
        return "not believed: " + refused.getMessage();
      }
      root = root.getCause();
    }
    if (root instanceof UnknownHostException) {
      return "the host name is not found";
    }
    String text =
        root == null || root.getMessage() == null ? status.getDescription() : root.getMessage();
    String first = text == null ? status.getCode().name() : text.lines().findFirst().orElse("");
    if (first.startsWith(CLOSED)) {
      return "the connection was closed at once: is it the API port of a node, and does it want --trust?";
    }
    if (ALERT.matcher(first).find()) {
      return "it does not take the certificate that was shown: is it over, revoked, or of another"
          + " cluster? The audit lines in its log say";
    }
    return NATIVE_CALL.matcher(first).replaceFirst("");
  }
}
