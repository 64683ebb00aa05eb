package io.quorate.core.declaration;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What must hold at a path between what the members see there: each its own value, or that for all.
 *
 * @param rule what must hold
 * @param paths at which
 */
public record ValueConstraint(Rule rule, List<PathPattern> paths) {
  /** Keeps its own copy. */
  public ValueConstraint {
    paths = List.copyOf(paths);
  }

  /** What can be asked for. */
  public enum Rule {
    /** Members that have a value have the same. */
    EQUAL,
    /** No two members have the same value. */
    DISTINCT,
    /** Either every member has a value there, or none has; the values may differ. */
    SAME_NAME;

    /** The rule of this name; empty when there is none. */
    public static Optional<Rule> read(String name) {
      for (Rule rule : values()) {
        if (rule.toString().equals(name)) {
          return Optional.of(rule);
        }
      }
      return Optional.empty();
    }

    /** As files have it. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Whether it is about the path. */
  public boolean has(String path) {
    return paths.stream().anyMatch(pattern -> pattern.matches(path));
  }
}
