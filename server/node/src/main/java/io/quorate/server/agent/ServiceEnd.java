package io.quorate.server.agent;

import io.quorate.server.guard.SlotView;

/** Says in words how a service ended by itself, and what to change where that is known. */
final class ServiceEnd {
  private static final int MISSING = 127;
  private static final int NOT_EXECUTABLE = 126;
  private static final int SIGNALLED = 128;
  private static final int LAST_SIGNAL = 64;

  private ServiceEnd() {}

  static String atStart(SlotView seen) {
    return "did not start: " + how(seen);
  }

  static String beforeReady(SlotView seen) {
    return "ended before it was ready: " + how(seen);
  }

  static String whileUp(SlotView seen) {
    return "died: " + how(seen);
  }

  private static String how(SlotView seen) {
    int code = seen.exitCode();
    if (seen.wentToBackground()) {
      return "it put itself into the background (exit code 0; left and killed: "
          + seen.leftBehind()
          + "); let it stay in the foreground";
    }
    if (code == MISSING) {
      return "exit code 127: the program, or one that it starts, was not found";
    }
    if (code == NOT_EXECUTABLE) {
      return "exit code 126: the program may not be executed";
    }
    if (code > SIGNALLED && code <= SIGNALLED + LAST_SIGNAL) {
      return "exit code " + code + ": ended by signal " + (code - SIGNALLED);
    }
    return "exit code " + code;
  }
}
