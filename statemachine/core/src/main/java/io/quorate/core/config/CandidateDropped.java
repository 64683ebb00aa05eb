package io.quorate.core.config;

import org.jspecify.annotations.Nullable;

/**
 * A candidate is gone, with all that was in it.
 *
 * @param id which
 */
public record CandidateDropped(CandidateId id) implements ConfigEvent {
  @Override
  public SpaceId space() {
    return id.space();
  }

  @Override
  public <R extends @Nullable Object> R dispatch(Cases<R> cases) {
    return cases.candidateDropped(this);
  }
}
