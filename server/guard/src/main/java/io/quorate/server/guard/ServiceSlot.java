package io.quorate.server.guard;

import io.quorate.server.process.ProcessId;
import io.quorate.server.process.ProcessMarker;
import io.quorate.server.process.ProcessTable;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Brings one service to what the agent wants, a step at a time and never waiting. One thread only,
 * which lives as long as the guard.
 *
 * <pre>
 * STOPPED, EXITED:  RUNNING wanted     : STARTING, then RUNNING
 * RUNNING:          STOPPED wanted     : STOPPING, then STOPPED
 * RUNNING:          main process ends  : STOPPING, then EXITED
 * </pre>
 */
final class ServiceSlot {
  private static final int NOT_STARTED = -1;

  private final int slot;
  private final ServiceSpec spec;
  private final ProcessMarker marker;
  private final GuardTools tools;
  private @Nullable ServiceProcess run;
  private @Nullable StopRun stop;
  private SlotState ending = SlotState.STOPPED;

  ServiceSlot(int slot, ServiceSpec spec, GuardIdentity identity, GuardTools tools) {
    this.slot = slot;
    this.spec = spec;
    this.marker = identity.marker().child(name(slot));
    this.tools = tools;
  }

  static String name(int slot) {
    return "slot-" + slot;
  }

  /** Does what is due at this monotonic time. */
  void step(Wanted wanted, GuardTime now) {
    switch (view().state()) {
      case STOPPED, EXITED -> idle(wanted, now);
      case RUNNING -> running(wanted, now);
      case STOPPING -> stopping(now);
      case STARTING -> throw new IllegalStateException("a start is never left half done");
    }
  }

  /** Whether it is on its way to another state and should be looked at often. */
  boolean moving() {
    return view().state() == SlotState.STOPPING;
  }

  void look(ProcessTable table) {
    if (run != null) {
      run.look(table);
    }
  }

  Set<ProcessId> known() {
    return run == null ? Set.of() : run.known();
  }

  private void idle(Wanted wanted, GuardTime now) {
    if (wanted.generation() == view().generation()) {
      return;
    }
    if (wanted.state() == WantedState.STOPPED) {
      SlotView old = view();
      show(SlotState.STOPPED, wanted.generation(), old.exitCode(), old.starts());
      return;
    }
    if (tools.status().mayStart()) {
      try {
        start(wanted, now);
      } finally {
        tools.status().started();
      }
    }
  }

  private void start(Wanted wanted, GuardTime now) {
    SlotView old = view();
    show(SlotState.STARTING, wanted.generation(), old.exitCode(), old.starts());
    try {
      ServiceProcess started = ServiceProcess.start(spec, marker, tools, name(slot));
      run = started;
      ending = SlotState.EXITED;
      tools
          .status()
          .slot(
              slot,
              new SlotView(
                  SlotState.RUNNING,
                  wanted.generation(),
                  started.id(),
                  now.wallMillis(),
                  old.exitCode(),
                  old.starts() + 1));
    } catch (IOException notStarted) {
      GuardLog.line("cannot start " + spec.name() + ": " + notStarted.getMessage());
      show(SlotState.EXITED, wanted.generation(), NOT_STARTED, old.starts() + 1);
    }
  }

  private void running(Wanted wanted, GuardTime now) {
    ServiceProcess service = current();
    if (!service.mainAlive()) {
      endedByItself(service, now);
    } else if (wanted.generation() != view().generation()) {
      SlotView old = view();
      if (wanted.state() == WantedState.RUNNING) {
        show(SlotState.RUNNING, wanted.generation(), old.exitCode(), old.starts());
        return;
      }
      show(SlotState.STOPPING, wanted.generation(), old.exitCode(), old.starts());
      ending = SlotState.STOPPED;
      stop = new StopRun(spec, service, now.monotonicNanos());
      stop.run(tools.stopCommands(), marker);
    }
  }

  private void endedByItself(ServiceProcess service, GuardTime now) {
    SlotView old = view();
    GuardLog.line(spec.name() + " ended by itself with " + service.exitCode());
    show(SlotState.STOPPING, old.generation(), service.exitCode(), old.starts());
    stopping(now);
  }

  private void stopping(GuardTime now) {
    ServiceProcess service = current();
    if (stop != null) {
      stop.step(service);
      if (service.mainAlive() && !stop.timeIsUp(now.monotonicNanos())) {
        return;
      }
      stop = null;
    }
    if (service.killRound()) {
      SlotView old = view();
      show(ending, old.generation(), service.exitCode(), old.starts());
      run = null;
    }
  }

  private ServiceProcess current() {
    if (run == null) {
      throw new IllegalStateException("slot " + slot + " is " + view().state() + " without a run");
    }
    return run;
  }

  private SlotView view() {
    return tools.status().slot(slot);
  }

  private void show(SlotState state, long generation, int exitCode, long starts) {
    SlotView old = view();
    tools
        .status()
        .slot(
            slot,
            new SlotView(
                state, generation, old.process(), old.startedWallMillis(), exitCode, starts));
  }
}
