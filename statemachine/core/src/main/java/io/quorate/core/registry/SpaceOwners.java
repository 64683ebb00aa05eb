package io.quorate.core.registry;

import io.quorate.core.Epoch;
import io.quorate.core.NodeId;
import io.quorate.core.Revision;
import io.quorate.core.config.SpaceOwner;
import io.quorate.core.declaration.GroupMember;
import io.quorate.core.declaration.GroupSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the rules of configurations have to know of groups. */
final class SpaceOwners {
  private SpaceOwners() {}

  /** A group as it is. */
  static SpaceOwner of(GroupRecord group) {
    return of(group.spec(), group.revision(), group.role(), null);
  }

  /**
   * A group as it would be.
   *
   * @param first whose values become those for all members; null: those of the active
   */
  static SpaceOwner of(GroupSpec spec, Revision revision, RoleRecord role, @Nullable NodeId first) {
    List<NodeId> members = spec.members().stream().map(GroupMember::node).toList();
    List<NodeId> precedence = new ArrayList<>();
    if (first != null) {
      precedence.add(first);
    }
    NodeId holder = role.node();
    if (holder != null) {
      precedence.add(holder);
    }
    precedence.addAll(members);
    Epoch open = role.open() ? role.epoch() : null;
    return new SpaceOwner(
        new TreeSet<>(members),
        open,
        new SpaceOwner.Declared(spec.configuration(), revision, precedence));
  }
}
