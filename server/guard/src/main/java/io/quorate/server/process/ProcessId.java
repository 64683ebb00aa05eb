package io.quorate.server.process;

/**
 * One process for good: its number together with the moment when it started, so that a number that
 * the system has given to another process is never mistaken for it.
 *
 * @param pid the process number, positive
 * @param startTicks when it started, in clock ticks since the machine's boot ({@code
 *     /proc/PID/stat} field 22)
 */
public record ProcessId(long pid, long startTicks) implements Comparable<ProcessId> {
  /** Checks the number. */
  public ProcessId {
    if (pid <= 0) {
      throw new IllegalArgumentException("not a process number: " + pid);
    }
  }

  @Override
  public int compareTo(ProcessId other) {
    int byPid = Long.compare(pid, other.pid);
    return byPid != 0 ? byPid : Long.compare(startTicks, other.startTicks);
  }

  // Written out: a record's are made at their first use, and a guard starts while clients wait.

  @Override
  public boolean equals(Object other) {
    return other instanceof ProcessId id && pid == id.pid && startTicks == id.startTicks;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(pid) * 31 + Long.hashCode(startTicks);
  }

  /** The form {@code pid:startTicks}, as the leash script reads it. */
  @Override
  public String toString() {
    return pid + ":" + startTicks;
  }
}
