package io.quorate.server.local;

import io.quorate.server.process.Kill;
import io.quorate.server.process.ProcFs;
import io.quorate.server.process.ProcessId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Finds and signals every process of a local cluster, however it was started: nodes are started
 * with a mark in their environment, which guards and services inherit.
 */
final class ClusterProcesses {
  /** The variable: the cluster's mark, a slash, and the node's name. */
  static final String VARIABLE = "QUORATE_LOCAL_NODE";

  private static final Path PROC = Path.of("/proc");
  private static final int QUIET_LOOKS = 2;
  private static final long PAUSE_MILLIS = 5;
  private static final long SIGNAL_SECONDS = 10;

  private final ProcFs table = ProcFs.ofMachine();
  private final Kill kill = new Kill(table);
  private final String mark;

  ClusterProcesses(String mark) {
    this.mark = mark;
  }

  /** The value of the variable for a node. */
  String markOf(String node) {
    return mark + "/" + node;
  }

  /**
   * All that are alive now. One that starts meanwhile may be missing.
   *
   * @throws IOException when this machine has no {@code /proc}
   */
  List<LiveProcess> alive() throws IOException {
    String begin = VARIABLE + "=" + mark + "/";
    List<LiveProcess> found = new ArrayList<>();
    try (DirectoryStream<Path> numbers = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path directory : numbers) {
        ProcessId id = table.identify(Long.parseLong(directory.getFileName().toString()));
        String environment = id == null ? "" : text(directory.resolve("environ"));
        String variable = variable(environment, begin);
        if (id != null && !variable.isEmpty() && table.alive(id)) {
          String node = variable.substring(begin.length());
          ProcessRole role = ProcessRole.of(text(directory.resolve("cmdline")), environment);
          found.add(new LiveProcess(id, node, role));
        }
      }
    }
    return found.stream().map(process -> withOwnRole(process, found)).toList();
  }

  /**
   * A fork that has not become another program yet shows its parent's command line. It is what its
   * parent starts, and shows that a moment later.
   */
  private static LiveProcess withOwnRole(LiveProcess process, List<LiveProcess> all) {
    if (process.role() != ProcessRole.AGENT && process.role() != ProcessRole.GUARD) {
      return process;
    }
    long parent =
        ProcessHandle.of(process.id().pid())
            .flatMap(ProcessHandle::parent)
            .map(ProcessHandle::pid)
            .orElse(0L);
    boolean fork =
        all.stream()
            .anyMatch(other -> other.id().pid() == parent && other.role() == process.role());
    return fork ? new LiveProcess(process.id(), process.node(), ProcessRole.SERVICE) : process;
  }

  /** Kills these at once; whoever is gone already is left alone. */
  void kill(List<LiveProcess> processes) {
    processes.forEach(process -> kill.kill(process.id()));
  }

  /**
   * Sends a signal.
   *
   * @throws IOException when it cannot be sent
   */
  void signal(List<LiveProcess> processes, ProcessSignal signal)
      throws IOException, InterruptedException {
    if (processes.isEmpty()) {
      return;
    }
    if (signal == ProcessSignal.KILL) {
      kill(processes);
      return;
    }
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "kill -s \"$@\"", "kill"));
    command.add(signal.name());
    processes.forEach(process -> command.add(Long.toString(process.id().pid())));
    Process sending = new ProcessBuilder(command).redirectErrorStream(true).start();
    if (!sending.waitFor(SIGNAL_SECONDS, TimeUnit.SECONDS)) {
      sending.destroyForcibly();
      throw new IOException("sending " + signal + " takes too long");
    }
  }

  /**
   * Kills all that match, and what they start meanwhile, until two looks in a row find nobody.
   *
   * @return who was killed, once each
   * @throws IOException when somebody is alive after the limit
   */
  List<LiveProcess> killCompletely(Predicate<LiveProcess> which, Duration limit)
      throws IOException, InterruptedException {
    List<LiveProcess> killed = new ArrayList<>();
    long end = System.nanoTime() + limit.toNanos();
    int quiet = 0;
    while (quiet < QUIET_LOOKS) {
      List<LiveProcess> found = alive().stream().filter(which).toList();
      kill(found);
      found.stream().filter(process -> !killed.contains(process)).forEach(killed::add);
      quiet = found.isEmpty() ? quiet + 1 : 0;
      if (System.nanoTime() - end > 0 && !found.isEmpty()) {
        throw new IOException("still alive: " + found);
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
    return killed;
  }

  private static String variable(String environment, String begin) {
    for (String entry : environment.split("\0", -1)) {
      if (entry.startsWith(begin)) {
        return entry;
      }
    }
    return "";
  }

  /** Empty when the process is gone or not ours to look into. */
  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException goneOrForbidden) {
      return "";
    }
  }
}
