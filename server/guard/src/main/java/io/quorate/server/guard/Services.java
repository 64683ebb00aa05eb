package io.quorate.server.guard;

import io.quorate.server.process.ProcessId;
import io.quorate.server.process.ProcessTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The guard's loop that starts and stops services. Runs in the main thread and never leaves it
 * while the guard lives, because the services die with the thread that made them.
 */
final class Services {
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long MOVING_POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(3);
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Where the kernel knows the members, our own memory of them is the second line only. */
  private static final long LOOK_WITH_CGROUP_NANOS = TimeUnit.SECONDS.toNanos(5);

  private static final long STALE_NANOS = TimeUnit.MILLISECONDS.toNanos(1_000);

  private final GuardPage page;
  private final GuardClock clock;
  private final GuardTools tools;
  private final DeadlineWatch deadline;
  private final List<ServiceSlot> slots = new ArrayList<>();
  private final long lookPeriod;
  private long lastLook;

  Services(
      Launch launch, GuardPage page, GuardClock clock, GuardTools tools, DeadlineWatch deadline) {
    this.page = page;
    this.clock = clock;
    this.tools = tools;
    this.deadline = deadline;
    for (int slot = 0; slot < launch.spec().services().size(); slot++) {
      slots.add(new ServiceSlot(KeptService.of(launch, slot), tools));
    }
    this.lookPeriod = tools.cgroup() == null ? LOOK_NANOS : LOOK_WITH_CGROUP_NANOS;
    this.lastLook = clock.read().monotonicNanos() - lookPeriod;
  }

  /** Serves the agent's orders until the guard closes. */
  void run() throws IOException {
    while (!tools.status().closed()) {
      GuardTime now = clock.read();
      boolean moving = false;
      for (int slot = 0; slot < slots.size(); slot++) {
        slots.get(slot).step(page.wanted(slot), now);
        moving |= slots.get(slot).moving();
      }
      tools.leash().keep();
      if (now.monotonicNanos() - lastLook >= lookPeriod) {
        look();
        lastLook = now.monotonicNanos();
      }
      beat(now.monotonicNanos());
      LockSupport.parkNanos(moving ? MOVING_POLL_NANOS : POLL_NANOS);
    }
  }

  /** While the fence kills: process groups at once, which it cannot do itself. */
  void killGroups() {
    for (int slot = 0; slot < slots.size(); slot++) {
      SlotView view = tools.status().slot(slot);
      if (view.process() != null
          && view.state() != SlotState.STOPPED
          && view.state() != SlotState.EXITED) {
        tools.leash().killGroup(view.process());
      }
    }
  }

  /** The beat says that both threads live. */
  private void beat(long now) {
    if (now - deadline.lastLookNanos() < STALE_NANOS) {
      page.guardBeat(now);
    }
  }

  private void look() throws IOException {
    Set<ProcessId> all = new TreeSet<>();
    ProcessTable table = tools.processes().read();
    for (ServiceSlot slot : slots) {
      slot.look(table);
      all.addAll(slot.known());
    }
    tools.status().known(all);
    tools.leash().know(all);
  }
}
