package io.quorate.core.registry;

import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.Revision;
import java.util.List;

/**
 * What a client learns of a command that was carried out.
 *
 * @param epoch of the group after it; NONE when it was not about one group
 * @param revision of the group after it
 * @param change what it did to the declaration
 * @param groups the groups that it changed
 */
public record Answer(Epoch epoch, Revision revision, Change change, List<GroupId> groups) {

  /** Says nothing more than that it was done. */
  public static final Answer DONE = new Answer(Epoch.NONE, Revision.NONE, Change.NONE, List.of());

  /** What a command did to a declaration. */
  public enum Change {
    /** Nothing, or it was not about one. */
    NONE,
    /** The group is new. */
    CREATED,
    /** The group has a new revision. */
    CHANGED
  }

  /** Keeps its own copy. */
  public Answer {
    groups = List.copyOf(groups);
  }
}
