package io.quorate.server.api;

import io.quorate.core.config.Candidate;
import io.quorate.core.config.CandidateView;
import io.quorate.core.config.ConfigEntry;
import io.quorate.core.config.ConfigValue;
import io.quorate.core.config.ConfigView;
import io.quorate.v1.DiffConfigResponse;

/** What a commit of a candidate would change now. */
final class CandidateDiff {
  private CandidateDiff() {}

  /** The differences, of which as many are told as one answer holds; conflicts are all counted. */
  static DiffConfigResponse message(
      ConfigView view, CandidateView candidates, Candidate candidate) {
    long head = view.head().revision().value();
    Differences differences = new Differences(head, head);
    for (CandidateView.Staged staged : candidates.edits(candidate.id())) {
      ConfigEntry present = view.get(staged.place());
      ConfigValue old = present == null ? null : present.value();
      ConfigValue next = staged.edit().to();
      if (staged.conflicts(candidate.base(), present)) {
        differences.addConflict(staged.place(), old, next);
      } else {
        differences.add(staged.place(), old, next);
      }
    }
    return differences.message();
  }
}
