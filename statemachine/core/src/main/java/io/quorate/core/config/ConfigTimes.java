package io.quorate.core.config;

import io.quorate.core.store.StoreView;
import java.util.List;

/**
 * What has to be done for configurations when a time has come.
 *
 * @param awaited the commits that wait for their confirmation
 * @param candidates all of them: those that are not used are dropped
 */
public record ConfigTimes(List<AwaitedCommit> awaited, List<Candidate> candidates) {
  /** Nothing. */
  public static final ConfigTimes NONE = new ConfigTimes(List.of(), List.of());

  /** Keeps its own copies. */
  public ConfigTimes {
    awaited = List.copyOf(awaited);
    candidates = List.copyOf(candidates);
  }

  /** Reads it. */
  public static ConfigTimes of(StoreView store) {
    return new ConfigTimes(
        List.copyOf(ConfigView.awaited(store).values()), new CandidateView(store).all());
  }
}
