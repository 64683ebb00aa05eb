package io.quorate.core.agent;

import io.quorate.core.declaration.GroupSpec;
import org.jspecify.annotations.Nullable;

/** Makes the places where groups are worked on. */
@FunctionalInterface
public interface Workplaces {
  /** A place for the group; null where this node works on none, as a witness does. */
  @Nullable Workplace open(GroupSpec spec);
}
