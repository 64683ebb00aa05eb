package io.quorate.server.guard;

import io.quorate.server.process.CarriedEnvironment;
import io.quorate.server.process.Cgroup;
import io.quorate.server.process.CompleteKill;
import io.quorate.server.process.KillScope;
import io.quorate.server.process.MemberTracker;
import io.quorate.server.process.ProcFs;
import io.quorate.server.process.ProcessId;
import io.quorate.server.process.ProcessMarker;
import io.quorate.server.process.ProcessTable;
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
  private final @Nullable Cgroup cgroup;
  private final MemberTracker members;
  private final GuardTools tools;
  private @Nullable CompleteKill kill;

  private ServiceProcess(
      Process process,
      ProcessId id,
      ProcessMarker marker,
      @Nullable Cgroup cgroup,
      GuardTools tools) {
    this.process = process;
    this.id = id;
    this.cgroup = cgroup;
    this.tools = tools;
    this.members = new MemberTracker(KillScope.of(marker).knowing(Set.of(id)));
  }

  /**
   * Starts the service. To be called from the thread that lives as long as the guard: the kernel
   * kills the service when the thread that made it ends.
   *
   * @throws IOException when no process could be made
   */
  static ServiceProcess start(ServiceSpec spec, ProcessMarker marker, GuardTools tools, String slot)
      throws IOException {
    Cgroup cgroup = slotCgroup(tools, slot);
    Path place = cgroup == null ? null : cgroup.directory();
    List<String> command = tools.tools().program(place, spec.command());
    Process process = builder(spec, marker, command).start();
    ProcessId id = identify(process, tools.processes());
    return new ServiceProcess(process, id, marker, cgroup, tools);
  }

  ProcessId id() {
    return id;
  }

  boolean mainAlive() {
    return process.isAlive();
  }

  /** Exit code of the main process, which has ended. */
  int exitCode() {
    return process.exitValue();
  }

  /** Remembers who belongs to it now. */
  void look(ProcessTable table) {
    members.look(table, cgroup == null ? Set.of() : cgroup.members());
  }

  /** How many of it are alive besides the main process, or 0 where that cannot be seen. */
  int othersAlive() {
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

  void signal(String name) {
    tools.leash().signal(name, id);
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
      ServiceSpec spec, ProcessMarker marker, List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    environment.remove(ProcessMarker.GUARD_VARIABLE);
    CarriedEnvironment.restore(environment);
    environment.putAll(spec.environment());
    environment.put(ProcessMarker.VARIABLE, marker.path());
    Path directory = spec.directory();
    builder.directory(directory.toFile());
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
