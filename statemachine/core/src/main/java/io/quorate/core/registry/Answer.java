package io.quorate.core.registry;

import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.Revision;
import io.quorate.core.counter.CounterBlock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client learns of a command that was carried out.
 *
 * @param epoch of the group after it; NONE when it was not about one group
 * @param revision of the group after it
 * @param change what it did to the declaration
 * @param groups the groups that it changed
 * @param block the numbers that were handed out: values of a counter, or that of a session; null
 *     when it was not about either
 */
public record Answer(
    Epoch epoch,
    Revision revision,
    Change change,
    List<GroupId> groups,
    @Nullable CounterBlock block) {

  /** Says nothing more than that it was done. */
  public static final Answer DONE = new Answer(Epoch.NONE, Revision.NONE, Change.NONE, List.of());

  /** What a command did to a declaration, or to values of a group. */
  public enum Change {
    /** Nothing, or it was not about one. */
    NONE,
    /** The group is new. */
    CREATED,
    /** It has a new revision, or stands otherwise than before. */
    CHANGED
  }

  /** Keeps its own copy. */
  public Answer {
    groups = List.copyOf(groups);
  }

  /** Of a command that hands out no numbers. */
  public Answer(Epoch epoch, Revision revision, Change change, List<GroupId> groups) {
    this(epoch, revision, change, groups, null);
  }
}
