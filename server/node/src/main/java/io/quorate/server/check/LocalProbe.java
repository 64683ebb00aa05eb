package io.quorate.server.check;

import io.quorate.core.declaration.Probe;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A probe of a declaration, with what it needs on this node.
 *
 * @param name of the check or the service, letters, digits and dashes
 * @param probe what is asked
 * @param environment what a command is given beside the environment of this process
 * @param directory where a command runs
 */
public record LocalProbe(
    String name, Probe probe, SortedMap<String, String> environment, Path directory) {
  /** Takes a copy. */
  public LocalProbe {
    environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
  }
}
