package io.quorate.server.guard;

import io.quorate.server.process.Account;
import io.quorate.server.process.CarriedEnvironment;
import io.quorate.server.process.Cgroup;
import io.quorate.server.process.CompleteKill;
import io.quorate.server.process.KillScope;
import io.quorate.server.process.MemberTracker;
import io.quorate.server.process.ProcFs;
import io.quorate.server.process.ProcessEntry;
import io.quorate.server.process.ProcessId;
import io.quorate.server.process.ProcessMarker;
import io.quorate.server.process.ProcessNumbers;
import io.quorate.server.process.ProcessTable;
import io.quorate.server.process.ProgramFrame;
import io.quorate.server.process.Toolbox;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One run of a service: its main process and all that descends from it. One thread only. */
final class ServiceProcess {
  private final Process process;
  private final ProcessId id;
  private final ProcessNumbers numbers;
  private final @Nullable Cgroup cgroup;
  private final MemberTracker members;
  private final GuardTools tools;
  private @Nullable CompleteKill kill;

  private ServiceProcess(
      Process process, ProcessId id, KeptService kept, @Nullable Cgroup cgroup, GuardTools tools) {
    this.process = process;
    this.id = id;
    this.numbers = kept.spec().numbers();
    this.cgroup = cgroup;
    this.tools = tools;
    this.members = new MemberTracker(KillScope.of(kept.marker()).knowing(Set.of(id)));
  }

  /**
   * Starts the service. To be called from the thread that lives as long as the guard: the kernel
   * kills the service when the thread that made it ends.
   *
   * @throws IOException when no process could be made
   */
  static ServiceProcess start(KeptService kept, GuardTools tools) throws IOException {
    Cgroup cgroup = slotCgroup(tools, kept.slotName());
    Process process = builder(kept, cgroup, tools).start();
    ProcessId id = identify(process, tools.processes());
    return new ServiceProcess(process, id, kept, cgroup, tools);
  }

  /**
   * The process that the guard made: the service itself, or what waits outside of its namespace.
   */
  ProcessId id() {
    return id;
  }

  boolean mainAlive() {
    return process.isAlive();
  }

  /** Exit code of the main process, which has ended. */
  int exitCode() {
    return leftRunning() ? 0 : process.exitValue();
  }

  private boolean leftRunning() {
    return numbers == ProcessNumbers.OWN && process.exitValue() == Toolbox.LEFT_RUNNING;
  }

  /** Remembers who belongs to it now. */
  void look(ProcessTable table) {
    members.look(table, cgroup == null ? Set.of() : cgroup.members());
  }

  /**
   * How many of it were alive when its main process had ended, or 0 where that cannot be seen; of
   * an isolated one, whose others end with it, only whether there were any.
   */
  int leftBehind() {
    if (leftRunning()) {
      return 1;
    }
    try {
      ProcessTable table = tools.processes().read();
      look(table);
      return (int)
          known().stream().filter(member -> !member.equals(id) && table.alive(member)).count();
    } catch (IOException noTable) {
      return 0;
    }
  }

  Set<ProcessId> known() {
    return members.scope().known();
  }

  /**
   * Sends a signal to the service's own first process.
   *
   * @return false when that is not there yet, inside of its namespace
   */
  boolean signal(String name) {
    ProcessId target = numbers == ProcessNumbers.SHARED ? id : inNamespace(2);
    if (target != null) {
      tools.leash().signal(name, target);
    }
    return target != null;
  }

  /** The words before a command that is to see the process numbers that the service sees. */
  List<String> joining(Path directory) {
    ProcessId first = numbers == ProcessNumbers.SHARED ? null : inNamespace(1);
    return first == null ? List.of() : tools.tools().withinNamespaceOf(first, directory);
  }

  /** So many generations below what waits outside; null when it is not there. */
  private @Nullable ProcessId inNamespace(int generations) {
    try {
      ProcessTable table = tools.processes().read();
      ProcessId found = id;
      for (int i = 0; i < generations && found != null; i++) {
        ProcessEntry child = table.firstChild(found.pid());
        found = child == null ? null : child.id();
      }
      return found;
    } catch (IOException noTable) {
      return null;
    }
  }

  /**
   * One round of the complete kill. Never waits.
   *
   * @return whether it is verified that nothing of this run is alive
   */
  boolean killRound() {
    if (kill == null) {
      // It looks before it kills: children are known by their parents only while these live.
      kill = new CompleteKill(tools.processes(), members.scope(), cgroup);
    }
    boolean clean = kill.round() && !process.isAlive();
    if (!clean && !kill.remaining().isEmpty() && !tools.tools().setsid().isEmpty()) {
      tools.leash().killGroup(id);
    }
    if (clean && cgroup != null) {
      return cgroup.remove() || cgroup.members().isEmpty();
    }
    return clean;
  }

  private static @Nullable Cgroup slotCgroup(GuardTools tools, String slot) {
    if (tools.cgroup() == null) {
      return null;
    }
    Cgroup cgroup = tools.cgroup().child(slot);
    try {
      cgroup.create();
      return cgroup;
    } catch (IOException refused) {
      tools.status().notice(GuardNotice.NO_CGROUP);
      return null;
    }
  }

  private static ProcessBuilder builder(
      KeptService kept, @Nullable Cgroup cgroup, GuardTools tools) {
    ServiceSpec spec = kept.spec();
    Account account = kept.account();
    ProgramFrame frame =
        new ProgramFrame(
            cgroup == null ? null : cgroup.directory(),
            account,
            spec.numbers(),
            List.of(),
            spec.environment());
    ProcessBuilder builder = new ProcessBuilder(tools.tools().program(frame, spec.command()));
    Map<String, String> environment = builder.environment();
    environment.remove(ProcessMarker.GUARD_VARIABLE);
    CarriedEnvironment.restore(environment);
    if (account != null) {
      environment.putAll(account.variables());
    }
    environment.putAll(spec.environment());
    environment.put(ProcessMarker.VARIABLE, kept.marker().path());
    builder.directory(spec.directory().toFile());
    builder.redirectInput(new File("/dev/null"));
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(spec.log().file().toFile()));
    return builder;
  }

  /**
   * A process that ended at once is still a zombie or collected by now; then its number alone must
   * do.
   */
  private static ProcessId identify(Process process, ProcFs processes) {
    ProcessId id = processes.identify(process.pid());
    return id != null ? id : new ProcessId(process.pid(), 0);
  }

  /** Every process that any of these runs has had. */
  static Set<ProcessId> union(List<ServiceProcess> runs) {
    Set<ProcessId> all = new TreeSet<>();
    for (ServiceProcess run : runs) {
      all.addAll(run.known());
    }
    return all;
  }
}
