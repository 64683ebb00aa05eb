package io.quorate.core.declaration;

import java.util.List;
import java.util.Optional;

/**
 * Which values must satisfy a JSON Schema.
 *
 * @param schema the path of the value that is the schema, without wildcards
 * @param paths of the values
 */
public record SchemaRule(PathPattern schema, List<PathPattern> paths) {
  /** Keeps its own copy. */
  public SchemaRule {
    paths = List.copyOf(paths);
  }

  /** How many literal segments the pattern begins with that says most about the path. */
  Optional<Integer> rank(String path) {
    return paths.stream()
        .filter(pattern -> pattern.matches(path))
        .map(PathPattern::literals)
        .max(Integer::compare);
  }
}
