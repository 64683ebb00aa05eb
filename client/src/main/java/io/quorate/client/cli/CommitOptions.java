package io.quorate.client.cli;

import io.quorate.client.QuorateClient;
import io.quorate.client.RefusedException;
import io.quorate.v1.ConfigTerms;
import io.quorate.v1.WriteConfigResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every commit may depend on, and why it is made. */
final class CommitOptions {
  @Option(
      names = {"-m", "--comment"},
      paramLabel = "TEXT",
      description = "Why, for the log.")
  private String comment = "";

  @Option(
      names = "--based-on",
      paramLabel = "REVISION",
      description = "Only if this is the present revision of the group's configuration.")
  private @Nullable Long basedOn;

  @Mixin private final ChangeOptions change = new ChangeOptions();

  @Option(
      names = "--confirm-within",
      paramLabel = "TIME",
      arity = "0..1",
      fallbackValue = "10m",
      description = {
        "Undo it after so long, 10s to 24h, unless somebody confirms it by quorate config confirm.",
        "Without a time: 10m. Nothing else is committed meanwhile."
      })
  private @Nullable Duration confirmWithin;

  @Option(
      names = "--owner",
      paramLabel = "SYSTEM",
      description = {
        "In the name of this system, which may change what it owns by configuration.external of",
        "the group file."
      })
  private String owner = "";

  @Option(
      names = "--skip-validation",
      description = {
        "Do not run the command that the group file declares under configuration.validation.",
        "The log tells it."
      })
  private boolean skipValidation;

  @Mixin private final DeliveryOption delivery = new DeliveryOption();

  ConfigTerms terms() {
    ConfigTerms.Builder terms =
        ConfigTerms.newBuilder()
            .setComment(comment)
            .setOwner(owner)
            .setSkipValidation(skipValidation);
    if (basedOn != null) {
      terms.setIfRevision(basedOn);
    }
    change.epoch().ifPresent(terms::setEpoch);
    Duration within = confirmWithin;
    if (within != null) {
      terms.setConfirmWithin(
          com.google.protobuf.Duration.newBuilder()
              .setSeconds(within.getSeconds())
              .setNanos(within.getNano()));
    }
    return terms.build();
  }

  /** Whether anything is said of the commit. */
  boolean given() {
    return !comment.isEmpty()
        || basedOn != null
        || change.epoch().isPresent()
        || confirmWithin != null
        || !owner.isEmpty()
        || skipValidation
        || delivery.given()
        || change.dryRun();
  }

  boolean waits() {
    return confirmWithin != null;
  }

  boolean dryRun() {
    return change.dryRun();
  }

  private String waiting(String group) {
    Duration within = confirmWithin;
    return within == null
        ? ""
        : "it is undone in "
            + Words.duration(within)
            + " unless it is confirmed: quorate config confirm "
            + group
            + "\n";
  }

  /** Says what came of it, and waits until it is delivered where that is wanted. */
  int answer(QuorateCommand root, QuorateClient client, String group, WriteConfigResponse response)
      throws RefusedException, InterruptedException {
    root.console().answer(response, paint -> view(group, response));
    return dryRun() ? ExitCode.DONE : delivery.await(root, client, group, response.getRevision());
  }

  /** What came of it, for people. */
  private String view(String group, WriteConfigResponse response) {
    return response.getChanged()
        ? change.changed(group, response.getRevision()) + (dryRun() ? "" : waiting(group))
        : ChangeOptions.unchanged(group, response.getRevision());
  }
}
