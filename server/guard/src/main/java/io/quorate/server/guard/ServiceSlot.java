package io.quorate.server.guard;

import io.quorate.server.process.ProcessId;
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

  private final KeptService kept;
  private final GuardTools tools;
  private @Nullable ServiceProcess run;
  private @Nullable StopRun stop;
  private SlotState ending = SlotState.STOPPED;

  ServiceSlot(KeptService kept, GuardTools tools) {
    this.kept = kept;
    this.tools = tools;
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
      show(view().in(SlotState.STOPPED, wanted.generation()));
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
    show(old.in(SlotState.STARTING, wanted.generation()));
    try {
      ServiceProcess started = ServiceProcess.start(kept, tools);
      run = started;
      ending = SlotState.EXITED;
      show(run(SlotState.RUNNING, started.id(), now, old));
    } catch (IOException notStarted) {
      GuardLog.line("cannot start " + kept.spec().name() + ": " + notStarted.getMessage());
      show(run(SlotState.EXITED, old.process(), now, old).ended(SlotState.EXITED, NOT_STARTED, 0));
    }
  }

  /** One start more than before. */
  private SlotView run(SlotState state, @Nullable ProcessId process, GuardTime now, SlotView old) {
    return new SlotView(
        state, view().generation(), process, now.wallMillis(), old.exitCode(), old.starts() + 1, 0);
  }

  private void running(Wanted wanted, GuardTime now) {
    ServiceProcess service = current();
    if (!service.mainAlive()) {
      endedByItself(service, now);
    } else if (wanted.generation() != view().generation()) {
      if (wanted.state() == WantedState.RUNNING) {
        show(view().in(SlotState.RUNNING, wanted.generation()));
        return;
      }
      show(view().in(SlotState.STOPPING, wanted.generation()));
      ending = SlotState.STOPPED;
      stop = new StopRun(kept, service, now.monotonicNanos());
      stop.run(tools.stopCommands(), service);
    }
  }

  private void endedByItself(ServiceProcess service, GuardTime now) {
    int others = service.leftBehind();
    GuardLog.line(
        kept.spec().name()
            + " ended by itself with "
            + service.exitCode()
            + (others == 0 ? "" : "; killing " + others + " processes that it left behind"));
    show(view().ended(SlotState.STOPPING, service.exitCode(), others));
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
      show(view().ended(ending, service.exitCode(), view().leftBehind()));
      run = null;
    }
  }

  private ServiceProcess current() {
    if (run == null) {
      throw new IllegalStateException(
          "slot " + kept.slot() + " is " + view().state() + " without a run");
    }
    return run;
  }

  private SlotView view() {
    return tools.status().slot(kept.slot());
  }

  private void show(SlotView next) {
    tools.status().slot(kept.slot(), next);
  }
}
