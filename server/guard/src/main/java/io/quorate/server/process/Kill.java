package io.quorate.server.process;

import java.util.Optional;

/**
 * Sends SIGKILL and SIGTERM to exactly the process that is meant, from within the JVM: no new
 * process is needed.
 */
public final class Kill {
  private final ProcFs processes;

  /** Identities are checked against this table. */
  public Kill(ProcFs processes) {
    this.processes = processes;
  }

  /**
   * Sends SIGKILL. Nothing happens when the process is gone or its number belongs to another one
   * now.
   */
  public void kill(ProcessId id) {
    Optional<ProcessHandle> handle = handle(id);
    if (handle.isPresent()) {
      handle.get().destroyForcibly();
    }
  }

  /** Sends SIGTERM under the same conditions. */
  public void terminate(ProcessId id) {
    Optional<ProcessHandle> handle = handle(id);
    if (handle.isPresent()) {
      handle.get().destroy();
    }
  }

  /**
   * The JDK's handle notes the start time when it is made and sends nothing when that has changed;
   * comparing our identity after that moment closes the gap in which the number could change hands.
   */
  private Optional<ProcessHandle> handle(ProcessId id) {
    if (id.pid() == ProcessHandle.current().pid() || id.pid() == 1) {
      return Optional.empty();
    }
    Optional<ProcessHandle> handle = ProcessHandle.of(id.pid());
    return id.equals(processes.identify(id.pid())) ? handle : Optional.empty();
  }
}
