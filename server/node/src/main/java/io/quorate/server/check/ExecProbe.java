package io.quorate.server.check;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Passes when the command exits with 0 in time.
 *
 * @param command program and arguments
 * @param environment what is added to the environment of this process
 * @param directory where it runs
 */
public record ExecProbe(List<String> command, SortedMap<String, String> environment, Path directory)
    implements RunnableProbe {
  /** Takes copies. */
  public ExecProbe {
    command = List.copyOf(command);
    environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
  }

  @Override
  public <R> R dispatch(Cases<R> cases) {
    return cases.exec(this);
  }
}
