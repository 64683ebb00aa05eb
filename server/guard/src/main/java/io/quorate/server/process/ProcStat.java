package io.quorate.server.process;

import org.jspecify.annotations.Nullable;

/** The one line of {@code /proc/PID/stat}. */
final class ProcStat {
  private static final int STATE = 0;
  private static final int PARENT = 1;
  private static final int SESSION = 3;
  private static final int THREADS = 17;
  private static final int START = 19;
  private static final int CODE_START = 23;
  private static final int ENVIRONMENT_START = 47;
  private static final int ENVIRONMENT_END = 48;

  private final String[] fields;

  private ProcStat(String[] fields) {
    this.fields = fields;
  }

  /** The line, or null when it is not whole. */
  static @Nullable ProcStat of(String line) {
    int end = line.lastIndexOf(')'); // the name before it may hold blanks and parentheses
    if (end < 0 || end + 2 > line.length()) {
      return null;
    }
    String[] fields = line.substring(end + 2).trim().split(" ");
    return fields.length <= START ? null : new ProcStat(fields);
  }

  /**
   * The process in this line with this number and no marker yet, or null when a field is no number.
   */
  @Nullable ProcessEntry entry(long pid) {
    try {
      return new ProcessEntry(
          new ProcessId(pid, number(START)), number(PARENT), number(SESSION), state(), "");
    } catch (NumberFormatException notAStatLine) {
      return null;
    }
  }

  /**
   * Whether its first thread has ended and others go on, as a program may do on purpose. The kernel
   * shows such a process as a zombie, and without an environment.
   */
  boolean headless() {
    return ended() && number(THREADS) > 1;
  }

  /**
   * Whether the process was started with an environment of nothing. While it is replacing its
   * program, the old environment is gone and the new one grows from nothing; the kernel says where
   * the program's code is when it is done with that.
   */
  boolean emptyEnvironment() {
    return fields.length > ENVIRONMENT_END
        && number(CODE_START) != 0
        && number(ENVIRONMENT_START) != 0
        && number(ENVIRONMENT_START) == number(ENVIRONMENT_END);
  }

  private ProcessState state() {
    return ended() && !headless() ? ProcessState.ZOMBIE : ProcessState.ALIVE;
  }

  private boolean ended() {
    return switch (fields[STATE]) {
      case "Z", "X", "x" -> true;
      default -> false;
    };
  }

  /** Of 64 bits; where the kernel has no bound it says the largest of them. */
  private long number(int field) {
    return Long.parseUnsignedLong(fields[field]);
  }
}
