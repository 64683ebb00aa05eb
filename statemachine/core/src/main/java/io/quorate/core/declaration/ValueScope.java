package io.quorate.core.declaration;

import java.util.Locale;
import java.util.Optional;

/** For whom the values at a path may be. */
public enum ValueScope {
  /** One value for all members. */
  CLUSTER,
  /** A value for each member, and none for all. */
  NODE,
  /** A value for all members, and one for each that shall have another. */
  EITHER;

  /** The scope of this name; empty when there is none. */
  public static Optional<ValueScope> read(String name) {
    for (ValueScope scope : values()) {
      if (scope.toString().equals(name)) {
        return Optional.of(scope);
      }
    }
    return Optional.empty();
  }

  /** Whether a value for one member may stand there. */
  public boolean allowsNode() {
    return this != CLUSTER;
  }

  /** Whether a value for all members may stand there. */
  public boolean allowsCluster() {
    return this != NODE;
  }

  /** What holds while the condition of a rule does not. */
  ValueScope otherwise() {
    return switch (this) {
      case CLUSTER -> NODE;
      case NODE -> CLUSTER;
      case EITHER -> EITHER;
    };
  }

  /** As files have it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
