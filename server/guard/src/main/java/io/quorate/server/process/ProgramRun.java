package io.quorate.server.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A command to run once, with an end in time.
 *
 * @param line program and arguments, at least the program
 * @param environment what is added to, or replaces, the environment of this process
 * @param directory where it runs
 * @param timeout how long at most, positive; then it is killed with everything that it started
 * @param marker what it and its descendants carry, unique to this run
 * @param runAs whom it runs as
 * @param joining the words before a command that joins what another program is in; empty for none
 */
public record ProgramRun(
    List<String> line,
    SortedMap<String, String> environment,
    Path directory,
    Duration timeout,
    ProcessMarker marker,
    AccountName runAs,
    List<String> joining) {
  /** As the user of this process. */
  public ProgramRun(
      List<String> line,
      SortedMap<String, String> environment,
      Path directory,
      Duration timeout,
      ProcessMarker marker) {
    this(line, environment, directory, timeout, marker, AccountName.NODE, List.of());
  }

  /** Takes copies and checks the limits. */
  public ProgramRun {
    line = List.copyOf(line);
    joining = List.copyOf(joining);
    environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
    if (line.isEmpty() || line.get(0).isEmpty()) {
      throw new IllegalArgumentException("a command needs a program");
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("a command needs a positive timeout, not " + timeout);
    }
  }
}
