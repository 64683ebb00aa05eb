package io.quorate.server.api;

import io.quorate.core.config.Candidate;
import io.quorate.core.config.CandidateView;
import io.quorate.core.config.ConfigEntry;
import io.quorate.core.config.ConfigValue;
import io.quorate.core.config.ConfigView;
import io.quorate.v1.DiffConfigResponse;
import org.jspecify.annotations.Nullable;

/** What a commit of a candidate would change now. */
final class CandidateDiff {
  private CandidateDiff() {}

  /** The differences, of which as many are told as one answer holds; conflicts are all counted. */
  static DiffConfigResponse message(
      ConfigView view, CandidateView candidates, Candidate candidate) {
    long head = view.head().revision().value();
    DiffConfigResponse.Builder message = DiffConfigResponse.newBuilder().setFrom(head).setTo(head);
    long bytes = 0;
    int conflicts = 0;
    for (CandidateView.Staged staged : candidates.edits(candidate.id())) {
      ConfigEntry present = view.get(staged.place());
      ConfigValue old = present == null ? null : present.value();
      ConfigValue next = staged.edit().to();
      if (old == null ? next == null : next != null && old.equals(next)) {
        continue;
      }
      boolean conflict = staged.conflicts(candidate.base(), present);
      conflicts += conflict ? 1 : 0;
      bytes += size(old) + size(next);
      boolean full =
          message.getDifferencesCount() == ConfigDiff.MOST || bytes > ConfigDiff.MOST_BYTES;
      if (message.getCut() || (full && message.getDifferencesCount() > 0)) {
        message.setCut(true);
        continue;
      }
      message.addDifferences(
          ConfigDiff.difference(staged.place(), old, next).toBuilder().setConflict(conflict));
    }
    return message.setConflicts(conflicts).build();
  }

  private static long size(@Nullable ConfigValue value) {
    return value == null ? 0 : value.size();
  }
}
