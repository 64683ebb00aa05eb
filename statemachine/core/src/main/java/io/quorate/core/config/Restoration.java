package io.quorate.core.config;

import io.quorate.core.Reason;
import io.quorate.core.Revision;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.function.Predicate;

/** The edits that make all values what they were at an earlier revision. */
final class Restoration {
  private Restoration() {}

  /**
   * Weighs them as part of a commit.
   *
   * @param to not before the oldest revision that is kept
   * @param which places are brought back
   * @return empty, and refused, when it is too much for one commit
   */
  static Optional<List<ConfigEdit>> of(
      ConfigView view, Revision to, CommitDraft draft, Predicate<ConfigPlace> which) {
    NavigableMap<ConfigPlace, ConfigUndo> before = view.since(to);
    if (before == null || before.size() > ConfigLimits.COMMIT_CHANGES) {
      draft
          .refusals()
          .add(
              Reason.LIMIT_EXCEEDED,
              "too much has changed since revision " + to + " to be brought back by one commit",
              "bring a later revision back, or write the values anew; "
                  + ConfigLimits.COMMIT_CHANGES
                  + " changes of "
                  + ConfigLimits.COMMIT_BYTES
                  + " bytes are made at most, and "
                  + ConfigLimits.SINCE_ROWS
                  + " of "
                  + ConfigLimits.SINCE_BYTES
                  + " bytes looked at");
      return Optional.empty();
    }
    List<ConfigEdit> edits = new ArrayList<>();
    for (var undo : before.entrySet()) {
      if (!which.test(undo.getKey())) {
        continue;
      }
      ConfigEntry entry = undo.getValue().before();
      ConfigEdit edit = new ConfigEdit(undo.getKey(), entry == null ? null : entry.value(), null);
      if (!draft.weighed(edit, view.get(edit.place()))) {
        return Optional.empty();
      }
      edits.add(edit);
    }
    return Optional.of(edits);
  }
}
