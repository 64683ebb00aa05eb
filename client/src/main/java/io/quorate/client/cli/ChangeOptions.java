package io.quorate.client.cli;

import io.quorate.v1.RuntimeResponse;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** On what a change of what a group keeps may depend. */
final class ChangeOptions {
  @Option(
      names = "--epoch",
      paramLabel = "EPOCH",
      description = "Only while this epoch of the group is open, for programs of the active.")
  private @Nullable Long epoch;

  @Option(names = "--dry-run", description = "Check only, change nothing.")
  private boolean dryRun;

  /** The epoch that must be open. */
  OptionalLong epoch() {
    Long named = epoch;
    return named == null ? OptionalLong.empty() : OptionalLong.of(named);
  }

  boolean dryRun() {
    return dryRun;
  }

  /** What is said when everything was as asked for already. */
  static String unchanged(String group, long revision) {
    return group + ": unchanged, revision " + Long.toUnsignedString(revision) + "\n";
  }

  /** What is said of a change, or of one that was only looked at. */
  String changed(String group, long number) {
    String revision = Long.toUnsignedString(number);
    return dryRun
        ? group + ": would be revision " + revision + " (nothing was changed)\n"
        : group + ": revision " + revision + "\n";
  }

  /** What came of a write of runtime entries. */
  String view(String group, RuntimeResponse response) {
    return response.getChanged()
        ? changed(group, response.getRevision())
        : unchanged(group, response.getRevision());
  }
}
