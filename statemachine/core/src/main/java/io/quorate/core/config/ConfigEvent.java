package io.quorate.core.config;

import org.jspecify.annotations.Nullable;

/** What can happen to the configuration of a space. */
public sealed interface ConfigEvent
    permits ConfigChanged,
        ConfigConfirmed,
        CandidateEdited,
        CandidateDropped,
        HistoryDropped,
        SyncOrdered {

  /** Which space. */
  SpaceId space();

  /** Calls the case for this event. */
  <R extends @Nullable Object> R dispatch(Cases<R> cases);

  /**
   * One answer for each event.
   *
   * @param <R> type of the answers
   */
  interface Cases<R extends @Nullable Object> {
    /** {@link ConfigChanged} */
    R changed(ConfigChanged event);

    /** {@link ConfigConfirmed} */
    R confirmed(ConfigConfirmed event);

    /** {@link CandidateEdited} */
    R candidateEdited(CandidateEdited event);

    /** {@link CandidateDropped} */
    R candidateDropped(CandidateDropped event);

    /** {@link HistoryDropped} */
    R historyDropped(HistoryDropped event);

    /** {@link SyncOrdered} */
    R syncOrdered(SyncOrdered event);
  }
}
