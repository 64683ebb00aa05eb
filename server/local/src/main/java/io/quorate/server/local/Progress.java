package io.quorate.server.local;

import java.io.PrintWriter;
import java.util.Locale;

/** Prints what a demo does, with the time since it began. For several threads. */
final class Progress {
  private static final double NANOS_PER_SECOND = 1e9;

  private final PrintWriter out;
  private final long began = System.nanoTime();

  Progress(PrintWriter out) {
    this.out = out;
  }

  /** A line with its time. */
  synchronized void step(String line) {
    double seconds = (System.nanoTime() - began) / NANOS_PER_SECOND;
    out.printf(Locale.ROOT, "%6.1f s  %s%n", seconds, line);
    out.flush();
  }

  /** A line below the last. */
  synchronized void detail(String line) {
    out.println("          " + line);
    out.flush();
  }

  /** An empty line and a title. */
  synchronized void title(String line) {
    out.println();
    out.println(line);
    out.flush();
  }
}
