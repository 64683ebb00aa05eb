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
 */
public record Toolbox(String setsid, String setpriv) {
  private static final List<String> PLACES = List.of("/usr/bin", "/bin", "/usr/local/bin", "/sbin");

  /**
   * Moves itself into the cgroup of argument one, when there is one, before it becomes the command:
   * what a command does before it is in its cgroup cannot escape, because it is not the command
   * yet. Where the cgroup refuses, the command runs without, and is killed by its session, descent
   * and marker.
   */
  private static final String JOIN =
      "if [ -n \"$1\" ]; then echo 0 >\"$1/cgroup.procs\"; fi; shift; exec \"$@\"";

  /** What this machine has. */
  public static Toolbox detect() {
    return new Toolbox(find("setsid"), find("setpriv"));
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

  /** As {@link #tied}, and inside of this cgroup from its first instruction. */
  public List<String> tiedWithin(Path cgroup, List<String> command) {
    List<String> line = new ArrayList<>(List.of("/bin/sh", "-c", JOIN, "sh", cgroup.toString()));
    line.addAll(command);
    return tied(line);
  }

  private static String find(String name) {
    for (String place : PLACES) {
      Path candidate = Path.of(place, name);
      if (Files.isExecutable(candidate)) {
        return candidate.toString();
      }
    }
    return "";
  }
}
