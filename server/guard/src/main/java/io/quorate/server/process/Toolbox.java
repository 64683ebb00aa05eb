package io.quorate.server.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which of the small system programs for starting a process are there, and the command lines that
 * they make.
 *
 * @param setsid {@code setsid} starts a command in a session of its own; empty when missing
 * @param setpriv {@code setpriv} has the kernel kill a command when its parent dies; empty when
 *     missing
 * @param freshSignals the words of a program that starts a command with every signal as it is at
 *     first: not blocked, not ignored; empty when there is none
 */
public record Toolbox(String setsid, String setpriv, List<String> freshSignals) {
  private static final List<String> PLACES = List.of("/usr/bin", "/bin", "/usr/local/bin", "/sbin");

  /**
   * What a program inherits on purpose and not by chance. It enters the cgroup of argument one,
   * when there is one, before it becomes the command: what a command does before it is in its
   * cgroup cannot escape, because it is not the command yet. Where the cgroup refuses, the command
   * runs without, and is killed by its session, descent and marker. It may write what all may read;
   * it may open as many files as argument two says, where it does; and it is not spared by the
   * kernel when memory runs out, as a node may be.
   */
  private static final String PREPARE =
      """
      if [ -n "$1" ]; then echo 0 >"$1/cgroup.procs"; fi
      umask 022
      [ -z "$2" ] || ulimit -Sn "$2" 2>/dev/null || :
      if read -r score </proc/self/oom_score_adj && [ "$score" -lt 0 ]; then
        echo 0 >/proc/self/oom_score_adj
      fi
      shift 2
      exec "$@"
      """;

  /** Takes a copy. */
  public Toolbox {
    freshSignals = List.copyOf(freshSignals);
  }

  /** What this machine has. */
  public static Toolbox detect() {
    return new Toolbox(find("setsid"), find("setpriv"), FreshSignals.find());
  }

  /** What is missing, as sentences for an operator; empty when nothing is. */
  public List<String> missing() {
    List<String> missing = new ArrayList<>();
    if (setsid.isEmpty()) {
      missing.add("setsid (util-linux) is missing: commands share the session of the guard");
    }
    if (setpriv.isEmpty()) {
      missing.add("setpriv (util-linux) is missing: a dead guard's services die by the leash only");
    }
    if (freshSignals.isEmpty()) {
      missing.add(
          "env --default-signal (coreutils 8.31) and perl are missing: commands may start with"
              + " SIGQUIT blocked and SIGINT ignored");
    }
    if (find("od").isEmpty()) {
      missing.add("od (coreutils) is missing: guard and agent stopped together are not ended");
    }
    return missing;
  }

  /** The command in a session of its own. */
  public List<String> ownSession(List<String> command) {
    List<String> line = new ArrayList<>();
    if (!setsid.isEmpty()) {
      line.add(setsid);
    }
    line.addAll(command);
    return line;
  }

  /**
   * The command in a session of its own, killed by the kernel when the thread that starts it ends.
   *
   * <p>"Thread" to the letter: start it from a thread that lives as long as the process should.
   */
  public List<String> tied(List<String> command) {
    List<String> line = new ArrayList<>();
    if (!setpriv.isEmpty()) {
      line.addAll(List.of(setpriv, "--pdeathsig", "KILL", "--"));
    }
    line.addAll(command);
    return ownSession(line);
  }

  /**
   * A program that is not ours, as {@link #tied}, with what it is to inherit, and inside of the
   * cgroup from its first instruction.
   *
   * @param cgroup null for none
   */
  public List<String> program(@Nullable Path cgroup, List<String> command) {
    List<String> line = new ArrayList<>(freshSignals);
    line.addAll(List.of("/bin/sh", "-c", PREPARE, "sh"));
    line.add(cgroup == null ? "" : cgroup.toString());
    line.add(CarriedEnvironment.openFiles());
    line.addAll(command);
    return tied(line);
  }

  static String find(String name) {
    for (String place : PLACES) {
      Path candidate = Path.of(place, name);
      if (Files.isExecutable(candidate)) {
        return candidate.toString();
      }
    }
    return "";
  }
}
