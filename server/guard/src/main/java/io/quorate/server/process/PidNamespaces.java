package io.quorate.server.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Finds the way in which this machine makes a PID namespace for a command. The chain of deaths is
 * the kernel's: whoever starts it dies, so does {@code unshare}; with it the first process of the
 * namespace, and with that everything in it.
 */
final class PidNamespaces {
  private static final List<String> NEW =
      List.of("--pid", "--fork", "--kill-child=KILL", "--mount-proc", "--propagation", "slave");

  /** Who is not root makes a user namespace around it, in which there is no other user. */
  private static final List<String> AS_USER = List.of("--user", "--map-current-user");

  /** Whoever enters another tree of mounts stands at its root. */
  private static final String RETURN = "cd \"$1\" 2>/dev/null; shift; exec \"$@\"";

  private static final long PROBE_SECONDS = 10;

  private PidNamespaces() {}

  /** The words before the command; empty when this machine has no way. */
  static List<String> find() {
    String unshare = Toolbox.find("unshare");
    if (unshare.isEmpty()) {
      return List.of();
    }
    for (List<String> more : List.of(List.<String>of(), AS_USER)) {
      List<String> way = new ArrayList<>(List.of(unshare));
      way.addAll(more);
      way.addAll(NEW);
      if (works(way)) {
        return way;
      }
    }
    return List.of();
  }

  /** The words before a command that joins the namespace that was made so, of this process. */
  static List<String> join(List<String> way, long first, Path directory) {
    String nsenter = Toolbox.find("nsenter");
    if (nsenter.isEmpty()) {
      return List.of();
    }
    List<String> words = new ArrayList<>(List.of(nsenter, "--target", Long.toString(first)));
    if (way.containsAll(AS_USER)) {
      words.addAll(List.of("--user", "--preserve-credentials"));
    }
    words.addAll(List.of("--pid", "--mount", "--"));
    words.addAll(List.of("/bin/sh", "-c", RETURN, "sh", directory.toString()));
    return words;
  }

  private static boolean works(List<String> way) {
    List<String> command = new ArrayList<>(way);
    command.addAll(
        List.of("/bin/sh", "-c", "[ $$ = 1 ] && [ -d /proc/1 ] && [ ! -d /proc/$PPID ]"));
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException notStarted) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
