package io.quorate.server.process;

/**
 * A set of signals as {@code /proc/PID/status} shows it.
 *
 * @param bits bit 0 stands for signal 1
 */
record SignalSet(long bits) {
  /** The C library keeps these two for itself, and nobody can change what becomes of them. */
  private static final long OF_C_LIBRARY = 1L << 31 | 1L << 32;

  /**
   * The set on the line with this name.
   *
   * @param status the whole text
   * @return every signal when there is no such line: what is not known cannot be relied on
   */
  static SignalSet of(String status, String name) {
    String begin = name + ":";
    for (String line : status.split("\n", -1)) {
      if (line.startsWith(begin)) {
        return new SignalSet(Long.parseUnsignedLong(line.substring(begin.length()).strip(), 16));
      }
    }
    return new SignalSet(-1);
  }

  /** Whether no signal that programs use is in it. */
  boolean isEmpty() {
    return (bits & ~OF_C_LIBRARY) == 0;
  }
}
