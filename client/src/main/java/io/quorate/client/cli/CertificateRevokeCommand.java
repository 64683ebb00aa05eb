package io.quorate.client.cli;

import com.google.protobuf.Timestamp;
import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.trust.Credentials;
import io.quorate.trust.Identity;
import io.quorate.trust.TrustException;
import io.quorate.trust.TrustFolder;
import io.quorate.v1.RevokeRequest;
import io.quorate.v1.RevokeResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code quorate certificate revoke}: what was stolen is not taken any more. */
@Command(
    name = "revoke",
    description = {
      "From now on no node takes certificates of a user or a node that were made before now, also on",
      "connections that are open. One that is made afterwards is as good as any: quorate trust",
      "renew. For a node say whether one is to be kept, or that it shall be shut out."
    },
    footer = {
      "",
      "The key of a node that goes on was stolen: put a new certificate in place, wait until the",
      "node says that it is in use, then revoke all but that one.",
      "",
      "Examples:",
      "  quorate certificate revoke olga --reason 'laptop stolen'",
      "  quorate certificate revoke b --node --keep keys/b",
      "  quorate certificate revoke b --node --shut-out"
    })
final class CertificateRevokeCommand implements Callable<Integer> {

  private final QuorateCommand root;

  @Mixin private final HolderName holder = new HolderName();

  @Option(
      names = "--keep",
      paramLabel = "FOLDER",
      description = "Only what is older than the certificate in this folder, which is kept.")
  private @Nullable Path keep;

  @Option(
      names = "--before",
      paramLabel = "TIME",
      description = "Only what began before, as 2026-11-27T12:00:00Z. Default: now.")
  private String before = "";

  @Option(names = "--shut-out", description = "The node is to be shut out until it is renewed.")
  private boolean shutOut;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; for history and list.")
  private String reason = "";

  CertificateRevokeCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws QuorateException {
    RevokeRequest request = request();
    try (QuorateClient client = root.client()) {
      RevokeResponse response = client.revoke(request);
      root.console().answer(response, paint -> view(response));
      return ExitCode.DONE;
    }
  }

  private RevokeRequest request() {
    Path kept = keep;
    if (kept != null && !before.isEmpty()) {
      throw root.usage("--keep says from when on certificates are taken; leave --before out");
    }
    if (holder.isNode() && kept == null && before.isEmpty() && !shutOut) {
      throw root.usage(
          "this shuts the node out, though it may be serving: make a new certificate first and"
              + " say --keep FOLDER, or say --shut-out");
    }
    if (shutOut && (!holder.isNode() || kept != null)) {
      throw root.usage("--shut-out is for a node of which no certificate is kept");
    }
    RevokeRequest.Builder request =
        RevokeRequest.newBuilder().setHolder(holder.message()).setReason(reason);
    if (kept != null) {
      request.setBefore(moment(begin(kept)));
    } else if (!before.isEmpty()) {
      request.setBefore(moment(time(before)));
    }
    return request.build();
  }

  private Instant begin(Path folder) {
    try {
      Credentials kept = Credentials.read(new TrustFolder(folder), Instant.now());
      Identity of = kept.identity();
      boolean same =
          of.name().equals(holder.message().getName())
              && (of.kind() == Identity.Kind.NODE) == holder.isNode();
      if (!same) {
        throw root.usage(folder + " is of " + of);
      }
      return kept.certificate().getNotBefore().toInstant();
    } catch (TrustException unusable) {
      throw root.usage(String.valueOf(unusable.getMessage()));
    }
  }

  private Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException otherForm) {
      throw root.usage("--before: '" + text + "' is no time; write it as 2026-11-27T12:00:00Z");
    }
  }

  private static Timestamp moment(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }

  private String view(RevokeResponse response) {
    if (!response.hasRevocation()) {
      return "certificates of "
          + HolderName.shown(holder.message())
          + " were reinstated meanwhile\n";
    }
    return "certificates of "
        + HolderName.shown(response.getRevocation().getHolder())
        + " that began before "
        + Words.time(response.getRevocation().getBefore())
        + " are not taken any more\n";
  }
}
