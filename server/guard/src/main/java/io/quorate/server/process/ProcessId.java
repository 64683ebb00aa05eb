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

  /** The form {@code pid:startTicks}, as the leash script reads it. */
  @Override
  public String toString() {
    return pid + ":" + startTicks;
  }
}
