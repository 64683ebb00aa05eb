package io.quorate.core.sim;

import io.quorate.core.declaration.ExternalPaths;
import io.quorate.core.declaration.GroupConfiguration;
import io.quorate.core.declaration.PathPattern;
import io.quorate.core.declaration.ScopeRule;
import io.quorate.core.declaration.ValueConstraint;
import io.quorate.core.declaration.ValueScope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a group of the simulation says of its configuration when it says something: each kind of
 * rule once, over few paths, so that values often meet them.
 */
final class Scoped {
  /** Has a value for each member, none for all. */
  static final String OWN = "own/x";

  /** Has one value for all while {@link #SWITCH} is on, else one for each member. */
  static final String SHIFTING = "shifting/x";

  static final String SWITCH = "switch";

  /** No two members have the same. */
  static final String DISTINCT = "either/distinct";

  /** Members that have a value have the same. */
  static final String EQUAL = "either/equal";

  /** All members have one, or none. */
  static final String SAME_NAME = "own/named";

  /** Changed in the name of {@link #SYSTEM} only. */
  static final String PUSHED = "pushed/x";

  static final String SYSTEM = "panorama";

  static final List<String> PATHS =
      List.of(OWN, SHIFTING, SHIFTING, SWITCH, SWITCH, DISTINCT, EQUAL, SAME_NAME, PUSHED);

  static final GroupConfiguration RULES =
      new GroupConfiguration(
          null,
          List.of(
              scope(ValueScope.NODE, "own/**", null),
              scope(ValueScope.EITHER, "either/**", null),
              scope(ValueScope.CLUSTER, "shifting/**", SWITCH)),
          List.of(new ExternalPaths(SYSTEM, List.of(new PathPattern("pushed/**")))),
          List.of(
              constraint(ValueConstraint.Rule.DISTINCT, DISTINCT),
              constraint(ValueConstraint.Rule.EQUAL, EQUAL),
              constraint(ValueConstraint.Rule.SAME_NAME, SAME_NAME)),
          List.of(),
          null);

  private Scoped() {}

  private static ScopeRule scope(ValueScope scope, String paths, @Nullable String when) {
    PathPattern condition = when == null ? null : new PathPattern(when);
    return new ScopeRule(scope, List.of(new PathPattern(paths)), condition, "");
  }

  private static ValueConstraint constraint(ValueConstraint.Rule rule, String path) {
    return new ValueConstraint(rule, List.of(new PathPattern(path)));
  }
}
