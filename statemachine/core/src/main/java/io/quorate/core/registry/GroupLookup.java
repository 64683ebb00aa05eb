package io.quorate.core.registry;

import io.quorate.core.GroupId;
import org.jspecify.annotations.Nullable;

/** Finds what the registry says of a group now. */
@FunctionalInterface
public interface GroupLookup {
  /** The group; null when there is none of this name. */
  @Nullable GroupRecord find(GroupId group);
}
