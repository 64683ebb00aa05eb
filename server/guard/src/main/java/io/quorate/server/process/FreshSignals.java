package io.quorate.server.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Finds a program that starts a command with no signal blocked and none ignored. A JVM before 20
 * hands SIGQUIT down blocked, and a node that was started in the background of a script hands
 * SIGINT down ignored; neither a shell nor Java can undo that.
 */
final class FreshSignals {
  private static final String PERL =
      "use POSIX ':signal_h'; sigprocmask(SIG_SETMASK, POSIX::SigSet->new);"
          + " $SIG{$_} = 'DEFAULT' for grep { !/^(__|NUM|KILL$|STOP$)/ } keys %SIG;"
          + " exec { $ARGV[0] } @ARGV or exit 127";
  private static final long PROBE_SECONDS = 10;

  private FreshSignals() {}

  /** The words before the command; empty when no program here can do it. */
  static List<String> find() {
    return ways().stream()
        .filter(way -> !way.get(0).isEmpty() && works(way))
        .findFirst()
        .orElse(List.of());
  }

  /** The fastest first; the first word is empty where the program is missing. */
  static List<List<String>> ways() {
    return List.of(
        List.of(Toolbox.find("env"), "--default-signal"),
        List.of(Toolbox.find("perl"), "-e", PERL));
  }

  /** By trying: an older {@code env} has no such option, and another one may mean less by it. */
  static boolean works(List<String> way) {
    List<String> command = new ArrayList<>(way);
    command.addAll(List.of("/bin/cat", "/proc/self/status"));
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String status =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      return process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS)
          && process.exitValue() == 0
          && SignalSet.of(status, "SigBlk").isEmpty()
          && SignalSet.of(status, "SigIgn").isEmpty();
    } catch (IOException notStarted) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
