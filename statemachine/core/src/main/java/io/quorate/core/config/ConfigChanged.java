package io.quorate.core.config;

import io.quorate.core.ClusterTime;
import io.quorate.core.Revision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A commit that was decided: what each place shall hold, all of them other than before.
 *
 * @param space where
 * @param revision that it makes
 * @param why how it came to be
 * @param edits in the order of their places; nothing is expected any more
 * @param until when it is undone unless somebody confirms it; null: it stays
 */
public record ConfigChanged(
    SpaceId space, Revision revision, Why why, List<ConfigEdit> edits, @Nullable ClusterTime until)
    implements ConfigEvent {
  /** Keeps its own copy. */
  public ConfigChanged {
    edits = List.copyOf(edits);
  }

  /**
   * How a commit came to be.
   *
   * @param origin what led to it
   * @param comment why, in words; may be empty
   * @param omitted what was left out of its validation; null: nothing
   */
  public record Why(ConfigOrigin origin, String comment, @Nullable Omission omitted) {
    /** With nothing left out. */
    public Why(ConfigOrigin origin, String comment) {
      this(origin, comment, null);
    }
  }

  @Override
  public <R extends @Nullable Object> R dispatch(Cases<R> cases) {
    return cases.changed(this);
  }
}
