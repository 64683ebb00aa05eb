package io.quorate.server.diagnosis;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;

/** What each thread does now, and how much of a processor it has used. */
public final class ThreadsText {
  private static final int DEPTH = 16;
  private static final long NANOS_IN_MILLI = 1_000_000;

  private ThreadsText() {}

  /** All threads. */
  public static String now() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    StringBuilder text = new StringBuilder();
    for (ThreadInfo thread : threads.dumpAllThreads(false, false, DEPTH)) {
      long used = threads.getThreadCpuTime(thread.getThreadId()) / NANOS_IN_MILLI;
      text.append('"').append(thread.getThreadName()).append("\" ").append(thread.getThreadState());
      text.append(", ").append(used).append(" ms");
      if (thread.getLockName() != null) {
        text.append(", waits for ").append(thread.getLockName());
      }
      if (thread.getLockOwnerName() != null) {
        text.append(", which \"").append(thread.getLockOwnerName()).append("\" has");
      }
      text.append('\n');
      for (StackTraceElement frame : thread.getStackTrace()) {
        text.append("  ").append(frame).append('\n');
      }
    }
    return text.toString();
  }
}
