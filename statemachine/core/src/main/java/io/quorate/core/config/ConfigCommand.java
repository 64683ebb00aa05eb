package io.quorate.core.config;

import io.quorate.core.Epoch;
import io.quorate.core.Revision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be asked of the configuration of a space. */
public sealed interface ConfigCommand {

  /** Which space. */
  SpaceId space();

  /** What must be the case, and why it is asked for. */
  Terms terms();

  /**
   * On what a command depends.
   *
   * @param head the revision that the space must have; null: whichever it has
   * @param epoch of the group that must be open; null: none need be
   * @param comment why, in words; may be empty
   */
  record Terms(@Nullable Revision head, @Nullable Epoch epoch, String comment) {
    /** On nothing. */
    public static final Terms NONE = new Terms(null, null, "");
  }

  /**
   * Sets and deletes values: one commit, whole or not at all.
   *
   * @param space where
   * @param edits at most one for a place
   * @param terms on what it depends
   */
  record Write(SpaceId space, List<ConfigEdit> edits, Terms terms) implements ConfigCommand {
    /** Keeps its own copy. */
    public Write {
      edits = List.copyOf(edits);
    }
  }

  /**
   * Makes the values again what they were at an earlier revision, by a new commit.
   *
   * @param space where
   * @param to the earlier revision
   * @param terms on what it depends
   */
  record Rollback(SpaceId space, Revision to, Terms terms) implements ConfigCommand {}
}
