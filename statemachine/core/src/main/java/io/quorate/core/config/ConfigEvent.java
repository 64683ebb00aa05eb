package io.quorate.core.config;

/** What can happen to the configuration of a space. */
public sealed interface ConfigEvent permits ConfigChanged, ConfigConfirmed {

  /** Which space. */
  SpaceId space();

  /** Calls the case for this event. */
  <R> R dispatch(Cases<R> cases);

  /**
   * One answer for each event.
   *
   * @param <R> type of the answers
   */
  interface Cases<R> {
    /** {@link ConfigChanged} */
    R changed(ConfigChanged event);

    /** {@link ConfigConfirmed} */
    R confirmed(ConfigConfirmed event);
  }
}
