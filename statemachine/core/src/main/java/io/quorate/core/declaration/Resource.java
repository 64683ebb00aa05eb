package io.quorate.core.declaration;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Something that is started on the node that becomes active, and stopped when it ceases to be. */
public sealed interface Resource {

  /** Name, unique in the group. */
  String name();

  /**
   * A process that runs on the active only, as a child of the group's guard.
   *
   * @param name unique in the group
   * @param command program and arguments; no shell
   * @param environment added to the node's own
   * @param directory where it runs; empty: the node's data directory
   * @param readiness when it counts as started; null: when it is alive a moment after it began
   * @param readyTimeout how long it may take to be ready
   * @param readyPeriod how often readiness is tried
   * @param stop how it is stopped
   */
  record Service(
      String name,
      List<String> command,
      SortedMap<String, String> environment,
      String directory,
      @Nullable Probe readiness,
      Duration readyTimeout,
      Duration readyPeriod,
      Stop stop)
      implements Resource {
    /** Keeps its own copies. */
    public Service {
      command = List.copyOf(command);
      environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
    }
  }

  /**
   * How a service is stopped.
   *
   * @param command run to stop it; empty: the signal is sent
   * @param signal name without SIG, such as TERM
   * @param timeout after which what is left is killed
   */
  record Stop(List<String> command, String signal, Duration timeout) {
    /** Keeps its own copy. */
    public Stop {
      command = List.copyOf(command);
    }
  }

  /**
   * Commands at the steps of a role change; an empty list is a step without one.
   *
   * @param name unique in the group
   * @param quiesce turns clients away before a planned change
   * @param demote when the node ceases to be active
   * @param promote when the node becomes active
   * @param timeout for each of them
   * @param environment added to the node's own
   */
  record Hook(
      String name,
      List<String> quiesce,
      List<String> demote,
      List<String> promote,
      Duration timeout,
      SortedMap<String, String> environment)
      implements Resource {
    /** Keeps its own copies. */
    public Hook {
      quiesce = List.copyOf(quiesce);
      demote = List.copyOf(demote);
      promote = List.copyOf(promote);
      environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
    }
  }
}
