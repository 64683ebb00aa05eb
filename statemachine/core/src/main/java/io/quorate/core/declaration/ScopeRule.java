package io.quorate.core.declaration;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * For whom the values at some paths are.
 *
 * @param scope for whom; while the condition does not hold, the other of cluster and node
 * @param paths which
 * @param when the path of the condition: it holds while a value stands there for all members that
 *     is not off, false, no, 0 or empty; null: it always holds
 * @param why in words; may be empty
 */
public record ScopeRule(
    ValueScope scope, List<PathPattern> paths, @Nullable PathPattern when, String why) {
  /** Keeps its own copy. */
  public ScopeRule {
    paths = List.copyOf(paths);
  }

  /** The pattern of this rule that says most about the path; empty when none matches it. */
  Optional<PathPattern> best(String path) {
    PathPattern best = null;
    for (PathPattern pattern : paths) {
      if ((best == null || pattern.literals() > best.literals()) && pattern.matches(path)) {
        best = pattern;
      }
    }
    return Optional.ofNullable(best);
  }

  /**
   * The scope as things are.
   *
   * @param holds whether the condition at a path holds
   */
  public ValueScope scope(Predicate<String> holds) {
    PathPattern condition = when;
    return condition == null || holds.test(condition.value()) ? scope : scope.otherwise();
  }

  /** Whether the other one says the same of its paths. */
  boolean agrees(ScopeRule other) {
    return scope == other.scope && Objects.equals(when, other.when);
  }
}
