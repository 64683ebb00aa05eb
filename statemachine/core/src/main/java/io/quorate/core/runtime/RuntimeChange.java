package io.quorate.core.runtime;

import io.quorate.core.GroupId;
import io.quorate.core.Revision;
import io.quorate.core.config.ConfigPlace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of runtime entries that was decided.
 *
 * @param group whose
 * @param revision of the group's runtime entries after it
 * @param placed what stands where from now on
 */
public record RuntimeChange(GroupId group, Revision revision, List<Placed> placed) {
  /** Keeps its own copy. */
  public RuntimeChange {
    placed = List.copyOf(placed);
  }

  /**
   * What stands at one place.
   *
   * @param place where, and for whom
   * @param to the entry; null when there is none
   */
  public record Placed(ConfigPlace place, @Nullable RuntimeEntry to) {}
}
