package io.quorate.server.process;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a program that is not ours is started.
 *
 * @param cgroup what it is in from its first instruction; null for none
 * @param account whom it runs as; null for the user of this process
 * @param numbers what it is kept apart from
 * @param joining the words before a command that joins what another program is in; empty for none
 * @param variables what its environment is given, as the process builder has it already
 */
public record ProgramFrame(
    @Nullable Path cgroup,
    @Nullable Account account,
    ProcessNumbers numbers,
    List<String> joining,
    SortedMap<String, String> variables) {
  /** What a shell takes for the name of a variable; others get lost on the way through it. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** Takes copies. */
  public ProgramFrame {
    joining = List.copyOf(joining);
    variables = Collections.unmodifiableSortedMap(new TreeMap<>(variables));
  }

  /** Variables that a shell would not hand on, as {@code NAME=VALUE}. */
  List<String> unfitForShells() {
    return variables.entrySet().stream()
        .filter(variable -> !NAME.matcher(variable.getKey()).matches())
        .map(variable -> variable.getKey() + "=" + variable.getValue())
        .toList();
  }
}
