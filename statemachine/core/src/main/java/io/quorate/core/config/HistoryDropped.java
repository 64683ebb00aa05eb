package io.quorate.core.config;

import io.quorate.core.Revision;
import org.jspecify.annotations.Nullable;

/**
 * Some of the history that a deleted group has left is gone.
 *
 * @param space of which
 * @param from the oldest revision of which something was left
 * @param to what leads back beyond this one is gone
 * @param rest whether there is more, of this group or another
 */
public record HistoryDropped(SpaceId space, Revision from, Revision to, Rest rest)
    implements ConfigEvent {

  /** What is left after it. */
  public enum Rest {
    /** Nothing. */
    NONE,
    /** Something, to be dropped by the next sweep. */
    SOME
  }

  @Override
  public <R extends @Nullable Object> R dispatch(Cases<R> cases) {
    return cases.historyDropped(this);
  }
}
