package io.quorate.client.cli;

import io.quorate.client.ConfigurationClient;
import io.quorate.client.QuorateException;
import io.quorate.v1.ConfigCandidate;
import io.quorate.v1.ConfigChange;
import io.quorate.v1.EditCandidateRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import picocli.CommandLine.Option;

/** Whether changes are put into a candidate, to be committed later. */
final class StageOptions {
  @Option(
      names = "--candidate",
      paramLabel = "NAME",
      description = "Put it into this candidate, which is committed later; begins it if need be.")
  private String candidate = "";

  /** Whether a candidate is named. */
  boolean given() {
    return !candidate.isEmpty();
  }

  /** The candidate; empty when none is named. */
  String name() {
    return candidate;
  }

  /** What a commit depends on has no meaning before there is one. */
  void check(QuorateCommand root, CommitOptions commit) {
    if (given() && commit.given()) {
      throw root.usage(
          "--candidate commits nothing: give -m, --based-on, --epoch, --confirm-within and"
              + " --dry-run to quorate config commit");
    }
  }

  /** Stages the changes, as many at once as one request holds. */
  ConfigCandidate stage(ConfigurationClient client, String group, Collection<ConfigChange> changes)
      throws QuorateException {
    ConfigCandidate after = ConfigCandidate.getDefaultInstance();
    for (List<ConfigChange> batch : batches(changes)) {
      after =
          client.edit(
              EditCandidateRequest.newBuilder()
                  .setGroup(group)
                  .setName(candidate)
                  .addAllChanges(batch)
                  .build());
    }
    return after;
  }

  private static List<List<ConfigChange>> batches(Collection<ConfigChange> changes) {
    List<List<ConfigChange>> batches = new ArrayList<>();
    List<ConfigChange> batch = new ArrayList<>();
    int bytes = 0;
    for (ConfigChange change : changes) {
      int size = change.getPath().length() + change.getValue().size();
      if (!batch.isEmpty()
          && (batch.size() == WriteLimits.CHANGES || bytes + size > WriteLimits.BYTES)) {
        batches.add(batch);
        batch = new ArrayList<>();
        bytes = 0;
      }
      batch.add(change);
      bytes += size;
    }
    batches.add(batch);
    return batches;
  }

  /** What came of it, for people. */
  String view(String group, ConfigCandidate after) {
    return group
        + ": candidate "
        + candidate
        + " has "
        + Words.count(after.getChanges(), "change")
        + ", based on revision "
        + Long.toUnsignedString(after.getBase())
        + "\n";
  }
}
