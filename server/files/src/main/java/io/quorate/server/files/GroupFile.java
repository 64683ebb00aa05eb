package io.quorate.server.files;

import io.quorate.core.declaration.GroupSpec;
import java.util.List;

/**
 * What came of reading a group file, which holds one or several declarations.
 *
 * @param groups those that can be taken, in the order of the file
 * @param findings problems and warnings, in the order of the file
 */
public record GroupFile(List<Declared> groups, List<FileFinding> findings) {

  /** Keeps its own copies. */
  public GroupFile {
    groups = List.copyOf(groups);
    findings = List.copyOf(findings);
  }

  /**
   * A declaration and where it begins.
   *
   * @param line from 1
   */
  public record Declared(GroupSpec spec, int line) {}

  /** Whether every declaration in the file can be taken. */
  public boolean acceptable() {
    return findings.stream().noneMatch(FileFinding::isProblem);
  }
}
