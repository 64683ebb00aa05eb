package io.quorate.server.guard;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The guard's few lines about itself, on its standard error, which the agent has pointed to {@code
 * guard.log}. Bounded, because a guard may live for years.
 */
final class GuardLog {
  private static final int MAX_LINES = 2_000;
  private static final AtomicInteger lines = new AtomicInteger();

  private GuardLog() {}

  static void line(String text) {
    int line = lines.incrementAndGet();
    if (line <= MAX_LINES) {
      System.err.println(Instant.ofEpochMilli(System.currentTimeMillis()) + " " + text);
    }
    if (line == MAX_LINES) {
      System.err.println("no more lines are written");
    }
  }
}
