package io.quorate.client.cli;

import io.quorate.v1.ConfigTerms;
import io.quorate.v1.WriteConfigResponse;
import org.jspecify.annotations.Nullable;
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

  @Option(
      names = "--epoch",
      paramLabel = "EPOCH",
      description = "Only while this epoch of the group is open, for programs of the active.")
  private @Nullable Long epoch;

  @Option(names = "--dry-run", description = "Check only, change nothing.")
  private boolean dryRun;

  ConfigTerms terms() {
    ConfigTerms.Builder terms = ConfigTerms.newBuilder().setComment(comment);
    if (basedOn != null) {
      terms.setIfRevision(basedOn);
    }
    if (epoch != null) {
      terms.setEpoch(epoch);
    }
    return terms.build();
  }

  boolean dryRun() {
    return dryRun;
  }

  /** What came of it, for people. */
  String view(String group, WriteConfigResponse response) {
    String revision = Long.toUnsignedString(response.getRevision());
    if (!response.getChanged()) {
      return group + ": unchanged, revision " + revision + "\n";
    }
    return dryRun
        ? group + ": would be revision " + revision + " (nothing was changed)\n"
        : group + ": revision " + revision + "\n";
  }
}
