package io.quorate.server.process;

import org.jspecify.annotations.Nullable;

/** Reads the one line of {@code /proc/PID/stat}. */
final class ProcStat {
  private static final int STATE = 0;
  private static final int PARENT = 1;
  private static final int SESSION = 3;
  private static final int START = 19;

  private ProcStat() {}

  /** The process in this line with this marker, or null when the line is not whole. */
  static @Nullable ProcessEntry parse(long pid, String line, String marker) {
    int end = line.lastIndexOf(')'); // the name before it may hold blanks and parentheses
    if (end < 0 || end + 2 > line.length()) {
      return null;
    }
    String[] fields = line.substring(end + 2).trim().split(" ", START + 2);
    if (fields.length <= START) {
      return null;
    }
    try {
      return new ProcessEntry(
          new ProcessId(pid, Long.parseLong(fields[START])),
          Long.parseLong(fields[PARENT]),
          Long.parseLong(fields[SESSION]),
          state(fields[STATE]),
          marker);
    } catch (NumberFormatException notAStatLine) {
      return null;
    }
  }

  private static ProcessState state(String letter) {
    return switch (letter) {
      case "Z", "X", "x" -> ProcessState.ZOMBIE;
      default -> ProcessState.ALIVE;
    };
  }
}
