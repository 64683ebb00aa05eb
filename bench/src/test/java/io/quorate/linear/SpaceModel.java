package io.quorate.linear;

/** The values that a group keeps by path: its configuration, or its runtime entries. */
public final class SpaceModel implements Model<SpaceState, SpaceAsk, SpaceTold> {
  @Override
  public SpaceState initial() {
    return SpaceState.empty();
  }

  @Override
  public Step<SpaceState, SpaceTold> step(SpaceState state, SpaceAsk input) {
    if (input instanceof SpaceAsk.Get get) {
      SpaceTold.Found found = state.values().get(get.path());
      return new Step<>(state, found == null ? new SpaceTold.Absent() : found);
    }
    if (input instanceof SpaceAsk.Put put) {
      return written(state.with(put.path(), put.value()));
    }
    if (input instanceof SpaceAsk.PutIf put) {
      return state.revisionOf(put.path()) == put.revision()
          ? written(state.with(put.path(), put.value()))
          : new Step<>(state, new SpaceTold.Conflict());
    }
    if (input instanceof SpaceAsk.Delete delete) {
      return state.values().containsKey(delete.path())
          ? written(state.with(delete.path(), null))
          : new Step<>(state, new SpaceTold.Unchanged(state.revision()));
    }
    return input instanceof SpaceAsk.Stage stage
        ? staged(state, stage)
        : committed(state, ((SpaceAsk.Commit) input).name());
  }

  private static Step<SpaceState, SpaceTold> written(SpaceState next) {
    return new Step<>(next, new SpaceTold.Written(next.revision()));
  }

  private static Step<SpaceState, SpaceTold> staged(SpaceState state, SpaceAsk.Stage stage) {
    SpaceState.Candidate candidate =
        new SpaceState.Candidate(
            state.revision(), state.revisionOf(stage.path()), stage.path(), stage.value());
    return new Step<>(
        state.withCandidate(stage.name(), candidate), new SpaceTold.Staged(state.revision()));
  }

  /** A candidate overwrites nothing that was changed since its base. */
  private static Step<SpaceState, SpaceTold> committed(SpaceState state, String name) {
    SpaceState.Candidate candidate = state.candidates().get(name);
    if (candidate == null) {
      return new Step<>(state, new SpaceTold.NoCandidate());
    }
    return state.revisionOf(candidate.path()) == candidate.seen()
        ? written(state.with(candidate.path(), candidate.value()).withoutCandidate(name))
        : new Step<>(state, new SpaceTold.Conflict());
  }
}
