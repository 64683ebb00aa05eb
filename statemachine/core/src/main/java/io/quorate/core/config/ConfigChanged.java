package io.quorate.core.config;

import java.util.List;

/**
 * A commit that was decided: what each place shall hold, all of them other than before.
 *
 * @param space where
 * @param comment why, in words
 * @param origin how it came to be
 * @param edits in the order of their places; nothing is expected any more
 */
public record ConfigChanged(
    SpaceId space, String comment, ConfigOrigin origin, List<ConfigEdit> edits) {
  /** Keeps its own copy. */
  public ConfigChanged {
    edits = List.copyOf(edits);
  }
}
