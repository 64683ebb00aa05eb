package io.quorate.client.cli;

import io.quorate.v1.ConfigTerms;
import io.quorate.v1.WriteConfigResponse;
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

  ConfigTerms terms() {
    ConfigTerms.Builder terms = ConfigTerms.newBuilder().setComment(comment);
    if (basedOn != null) {
      terms.setIfRevision(basedOn);
    }
    change.epoch().ifPresent(terms::setEpoch);
    return terms.build();
  }

  boolean dryRun() {
    return change.dryRun();
  }

  /** What came of it, for people. */
  String view(String group, WriteConfigResponse response) {
    return response.getChanged()
        ? change.changed(group, response.getRevision())
        : ChangeOptions.unchanged(group, response.getRevision());
  }
}
