package io.quorate.core.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Edits were added to a candidate, which may be new, or it was moved to another base.
 *
 * @param candidate as it is from now on
 * @param edits those that are new or other than before
 */
public record CandidateEdited(Candidate candidate, List<CandidateView.Staged> edits)
    implements ConfigEvent {
  /** Keeps its own copy. */
  public CandidateEdited {
    edits = List.copyOf(edits);
  }

  @Override
  public SpaceId space() {
    return candidate.id().space();
  }

  @Override
  public <R extends @Nullable Object> R dispatch(Cases<R> cases) {
    return cases.candidateEdited(this);
  }
}
