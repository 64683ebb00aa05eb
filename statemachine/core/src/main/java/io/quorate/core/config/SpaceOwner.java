package io.quorate.core.config;

import io.quorate.core.Epoch;
import io.quorate.core.NodeId;
import io.quorate.core.Revision;
import io.quorate.core.declaration.GroupConfiguration;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the rules of a space have to know of its group.
 *
 * @param members of the group
 * @param open its open epoch; null when nobody holds the role
 * @param declared what its declaration says of the configuration
 */
public record SpaceOwner(SortedSet<NodeId> members, @Nullable Epoch open, Declared declared) {
  /** Keeps its own copy. */
  public SpaceOwner {
    members = Collections.unmodifiableSortedSet(new TreeSet<>(members));
  }

  /** Of a group that says nothing of its configuration. */
  public SpaceOwner(SortedSet<NodeId> members, @Nullable Epoch open) {
    this(members, open, Declared.NOTHING);
  }

  /**
   * What a declaration says of the configuration.
   *
   * @param configuration what it may be
   * @param revision of the declaration
   * @param precedence whose value becomes that for all members: the first of these that has one
   */
  public record Declared(
      GroupConfiguration configuration, Revision revision, List<NodeId> precedence) {
    /** Nothing. */
    public static final Declared NOTHING =
        new Declared(GroupConfiguration.FREE, Revision.NONE, List.of());

    /** Keeps its own copy. */
    public Declared {
      precedence = List.copyOf(precedence);
    }
  }
}
