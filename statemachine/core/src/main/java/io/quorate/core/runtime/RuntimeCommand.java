package io.quorate.core.runtime;

import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be asked of the runtime entries of a group. */
public sealed interface RuntimeCommand {

  /** Which group. */
  GroupId group();

  /** The epoch of the group that must be open; null: none need be. */
  @Nullable Epoch epoch();

  /** How many entries it is about. */
  int size();

  /**
   * Sets and deletes entries, all of them at one revision, or none.
   *
   * @param group whose
   * @param edits at most one for a path
   * @param epoch that must be open; null: none need be
   */
  record Write(GroupId group, List<RuntimeEdit> edits, @Nullable Epoch epoch)
      implements RuntimeCommand {
    /** Keeps its own copy. */
    public Write {
      edits = List.copyOf(edits);
    }

    @Override
    public int size() {
      return edits.size();
    }
  }

  /**
   * Lets entries stay for another time to live, all of them, or none. Their values and revisions
   * stay.
   *
   * @param group whose
   * @param touches at most one for a path
   * @param epoch that must be open; null: none need be
   */
  record Touch(GroupId group, List<RuntimeTouch> touches, @Nullable Epoch epoch)
      implements RuntimeCommand {
    /** Keeps its own copy. */
    public Touch {
      touches = List.copyOf(touches);
    }

    @Override
    public int size() {
      return touches.size();
    }
  }
}
