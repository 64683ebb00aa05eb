package io.quorate.server.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Which of the small system programs for starting a process are there, and the command lines that
 * they make.
 *
 * @param setsid {@code setsid} starts a command in a session of its own; empty when missing
 * @param setpriv {@code setpriv} has the kernel kill a command when its parent dies; empty when
 *     missing
 * @param freshSignals the words of a program that starts a command with every signal as it is at
 *     first: not blocked, not ignored; empty when there is none
 * @param pidNamespace the words of a program that starts a command as the first process of a PID
 *     namespace; empty when this machine cannot
 */
public record Toolbox(
    String setsid, String setpriv, List<String> freshSignals, List<String> pidNamespace) {
  private static final List<String> PLACES = List.of("/usr/bin", "/bin", "/usr/local/bin", "/sbin");

  /**
   * What a program inherits on purpose and not by chance. Its parent must be process number three:
   * if that has died before the kernel was told to kill for it, nobody would. It enters the cgroup
   * of argument one, when there is one, before it becomes the command: what a command does before
   * it is in its cgroup cannot escape, because it is not the command yet. Where the cgroup refuses,
   * the command runs without, and is killed by its session, descent and marker. It may write what
   * all may read; it may open as many files as argument two says, where it does; and it is not
   * spared by the kernel when memory runs out, as a node may be.
   */
  private static final String PREPARE =
      """
      [ "$PPID" = "$3" ] || exit 1
      if [ -n "$1" ]; then echo 0 >"$1/cgroup.procs"; fi
      umask 022
      [ -z "$2" ] || ulimit -Sn "$2" 2>/dev/null || :
      if read -r score </proc/self/oom_score_adj && [ "$score" -lt 0 ]; then
        echo 0 >/proc/self/oom_score_adj
      fi
      shift 3
      """;

  private static final String BECOME = "exec \"$@\"";
  private static final String BECOME_KNOWING_PID = "QUORATE_CARRIED_PID=$$ " + BECOME;

  /**
   * The first process of a PID namespace: waits for the command and buries what loses its parent.
   * Numbers go on from the one outside, because files that hold the number of a process outlive it:
   * counted from 2 at every start, an old one would soon mean a process of today.
   */
  private static final String FIRST_OF_NAMESPACE =
      """
      { echo "$QUORATE_CARRIED_PID" >/proc/sys/kernel/ns_last_pid; } 2>/dev/null
      unset QUORATE_CARRIED_PID
      "$@"
      code=$?
      if [ "$code" = 0 ]; then
        for other in /proc/[0-9]*; do
          [ "$other" = /proc/1 ] || [ ! -e "$other/exe" ] || exit 121
        done
      fi
      exit "$code"
      """;

  /**
   * Exit code of an isolated program that ended with 0 and left something running, which the end of
   * its namespace has ended.
   */
  public static final int LEFT_RUNNING = 121;

  /** Takes copies. */
  public Toolbox {
    freshSignals = List.copyOf(freshSignals);
    pidNamespace = List.copyOf(pidNamespace);
  }

  /** What this machine has. */
  public static Toolbox detect() {
    return new Toolbox(find("setsid"), find("setpriv"), FreshSignals.find(), PidNamespaces.find());
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
   * A program that is not ours, as {@link #tied}, with what it is to inherit.
   *
   * @throws IllegalStateException for what these tools cannot do; ask them first
   */
  public List<String> program(ProgramFrame frame, List<String> command) {
    List<String> line = new ArrayList<>(freshSignals);
    boolean isolated = frame.numbers() == ProcessNumbers.OWN;
    String become = isolated ? BECOME_KNOWING_PID : BECOME;
    line.addAll(List.of("/bin/sh", "-c", PREPARE + become, "sh"));
    line.add(frame.cgroup() == null ? "" : frame.cgroup().toString());
    line.add(CarriedEnvironment.openFiles());
    line.add(Long.toString(ProcessHandle.current().pid()));
    if (isolated) {
      require(!pidNamespace.isEmpty(), "this machine cannot make PID namespaces");
      line.addAll(pidNamespace);
      line.addAll(List.of("/bin/sh", "-c", FIRST_OF_NAMESPACE, "sh"));
    }
    line.addAll(frame.joining());
    List<String> variables = frame.unfitForShells();
    if (!variables.isEmpty()) {
      line.add(find("env"));
      line.addAll(variables);
    }
    if (frame.account() != null) {
      line.addAll(become(frame.account()));
    }
    line.addAll(command);
    return tied(line);
  }

  /**
   * The words before a command that joins the PID namespace of which this is the first process, in
   * this folder as it is seen there.
   */
  public List<String> withinNamespaceOf(ProcessId first, Path directory) {
    return PidNamespaces.join(pidNamespace, first.pid(), directory);
  }

  /** The kernel forgets whose death ends a process when the process becomes another user. */
  private List<String> become(Account account) {
    require(!setpriv.isEmpty(), "setpriv is missing");
    return List.of(
        setpriv,
        "--reuid",
        Long.toString(account.uid()),
        "--regid",
        Long.toString(account.gid()),
        "--init-groups",
        "--pdeathsig",
        "KILL",
        "--");
  }

  private static void require(boolean possible, String otherwise) {
    if (!possible) {
      throw new IllegalStateException(otherwise);
    }
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
