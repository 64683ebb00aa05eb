package io.quorate.server.guard;

import io.quorate.server.process.AccountName;
import io.quorate.server.process.ProcessNumbers;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One guarded service.
 *
 * @param name what people call it
 * @param command program and arguments; it stays in the foreground
 * @param environment what is added to, or replaces, the environment of the agent
 * @param directory where it runs
 * @param stop how it is stopped
 * @param log where its output goes
 * @param runAs whom it runs as, and its stop command
 * @param numbers what it is kept apart from
 */
public record ServiceSpec(
    String name,
    List<String> command,
    SortedMap<String, String> environment,
    Path directory,
    StopSpec stop,
    LogSpec log,
    AccountName runAs,
    ProcessNumbers numbers) {
  /** As the node's own user, kept apart from nothing. */
  public ServiceSpec(
      String name,
      List<String> command,
      SortedMap<String, String> environment,
      Path directory,
      StopSpec stop,
      LogSpec log) {
    this(name, command, environment, directory, stop, log, AccountName.NODE, ProcessNumbers.SHARED);
  }

  /** Takes copies and checks that there is a program. */
  public ServiceSpec {
    command = List.copyOf(command);
    environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
    if (command.isEmpty() || command.get(0).isEmpty()) {
      throw new IllegalArgumentException("service " + name + " needs a program");
    }
  }
}
