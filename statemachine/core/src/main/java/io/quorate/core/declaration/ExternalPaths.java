package io.quorate.core.declaration;

import java.util.List;

/**
 * Paths whose values another system owns: only writes in its name change them, for one member each.
 *
 * @param owner the name of that system
 * @param paths which
 */
public record ExternalPaths(String owner, List<PathPattern> paths) {
  /** Keeps its own copy. */
  public ExternalPaths {
    paths = List.copyOf(paths);
  }

  /** Whether the path is one of these. */
  boolean has(String path) {
    return paths.stream().anyMatch(pattern -> pattern.matches(path));
  }
}
