package io.quorate.server.guard;

import io.quorate.server.process.ProcFs;
import io.quorate.server.process.ProcessId;
import io.quorate.server.process.ProcessMarker;
import io.quorate.server.process.Toolbox;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The guard's side of the leash: a small shell process in a session of its own that reads orders
 * from a pipe and, when the pipe ends because the guard is dead, kills everything. It also sends
 * what a JVM cannot: signals of any name, and one to a whole process group at once. And it looks at
 * the deadline itself: guard and agent are JVMs, and may both be stopped. One thread only.
 */
final class Leash {
  private static final int MAX_RESTARTS = 5;
  private static final String SCRIPT = "leash.sh";
  private static final long HUNDREDTH_MILLIS = 10;

  private final Path directory;
  private final Launch launch;
  private final GuardStatus status;
  private final ProcFs processes;
  private final Toolbox tools;
  private @Nullable Process process;
  private String known = "";
  private int restarts;

  Leash(Path directory, Launch launch, GuardStatus status, ProcFs processes, Toolbox tools) {
    this.directory = directory;
    this.launch = launch;
    this.status = status;
    this.processes = processes;
    this.tools = tools;
  }

  /**
   * Starts it.
   *
   * @throws IOException when that fails; then nothing must be started that it would have to kill
   */
  void start() throws IOException {
    ProcessMarker marker = launch.identity().marker();
    Path cgroup = launch.cgroup();
    List<String> command =
        List.of(
            "/bin/sh",
            directory.resolve(SCRIPT).toString(),
            marker.path(),
            cgroup == null ? "" : cgroup.toString(),
            Long.toString(ProcessHandle.current().pid()),
            Long.toString(grace()),
            directory.resolve(GuardProcess.PAGE).toString(),
            Integer.toString(GuardPage.DEADLINE_AT),
            Integer.toString(GuardPage.PHASE_AT));
    ProcessBuilder builder = new ProcessBuilder(tools.ownSession(command));
    Map<String, String> environment = builder.environment();
    environment.put(ProcessMarker.GUARD_VARIABLE, marker.child("leash").path());
    environment.put("LC_ALL", "C"); // it searches bytes
    builder.directory(directory.toFile());
    builder.redirectOutput(new File("/dev/null"));
    builder.redirectError(new File("/dev/null"));
    process = builder.start();
    status.leash(processes.identify(process.pid()));
    known = "";
  }

  /** Half of the fence delay: a guard that can kill has begun long before, and the rest is ours. */
  private long grace() {
    return launch.spec().fenceLimit().toMillis() / 2 / HUNDREDTH_MILLIS;
  }

  /** Starts another one if it has ended, a few times. */
  void keep() throws IOException {
    if (process == null || process.isAlive()) {
      return;
    }
    if (restarts == MAX_RESTARTS) {
      status.leash(null);
      status.notice(GuardNotice.NO_LEASH);
      return;
    }
    restarts++;
    start();
    status.notice(GuardNotice.LEASH_RESTARTED); // not before there is one to rely on
  }

  /** Tells it whom to kill besides those that carry the marker. */
  void know(Set<ProcessId> members) {
    String list = members.stream().map(ProcessId::toString).collect(Collectors.joining(" "));
    if (!list.equals(known)) {
      known = list;
      order("KNOWN " + list);
    }
  }

  /** Has it send a signal to a process. */
  void signal(String name, ProcessId target) {
    if (processes.alive(target)) {
      order("SIGNAL " + name + " " + target.pid());
    }
  }

  /**
   * Has it kill the process group that this process leads or led: no child can be born unseen while
   * the kernel does so.
   */
  void killGroup(ProcessId leader) {
    ProcessId now = processes.identify(leader.pid());
    if (now == null || now.equals(leader)) {
      order("GROUP " + leader.pid());
    }
  }

  private void order(String line) {
    if (process == null) {
      return;
    }
    try {
      OutputStream orders = process.getOutputStream();
      orders.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
      orders.flush();
    } catch (IOException dead) {
      known = ""; // keep() starts another one, which must be told again
    }
  }

  /** Whether it can be relied on. */
  boolean alive() {
    return process != null && process.isAlive();
  }
}
