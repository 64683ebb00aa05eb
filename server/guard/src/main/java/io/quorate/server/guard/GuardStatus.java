package io.quorate.server.guard;

import io.quorate.server.process.ProcessId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the guard's threads know together; every change is published in the page. Safe for several
 * threads.
 */
final class GuardStatus {
  private final GuardPage page;
  private final ProcessId self;
  private final List<SlotView> slots =
      new ArrayList<>(Collections.nCopies(GuardPage.SLOTS, SlotView.EMPTY));
  private final Set<GuardNotice> notices = EnumSet.noneOf(GuardNotice.class);
  private final Set<ProcessId> known = new TreeSet<>();
  private GuardPhase phase = GuardPhase.STARTING;
  private @Nullable ProcessId leash;
  private long fencedNanos;
  private long cleanNanos;
  private volatile boolean closed;
  private volatile boolean starting;

  GuardStatus(GuardPage page, ProcessId self) {
    this.page = page;
    this.self = self;
  }

  /**
   * Asks to make a process. Until {@link #started} nobody may conclude that nothing is alive.
   *
   * @return false when it is too late
   */
  boolean mayStart() {
    starting = true; // before the look at closed, so that one of the two sides sees the other
    if (closed) {
      starting = false;
      return false;
    }
    return true;
  }

  /** The process that was asked for exists, or will not. */
  void started() {
    starting = false;
  }

  boolean starting() {
    return starting;
  }

  /** From now on nothing is started any more. */
  void close() {
    closed = true;
  }

  boolean closed() {
    return closed;
  }

  synchronized SlotView slot(int slot) {
    return slots.get(slot);
  }

  synchronized void slot(int slot, SlotView view) {
    slots.set(slot, view);
    publish();
  }

  synchronized void phase(GuardPhase next) {
    phase = next;
    publish();
  }

  synchronized GuardPhase phase() {
    return phase;
  }

  synchronized void notice(GuardNotice notice) {
    if (notices.add(notice)) {
      publish();
    }
  }

  synchronized void leash(@Nullable ProcessId id) {
    leash = id;
    publish();
  }

  synchronized @Nullable ProcessId leash() {
    return leash;
  }

  /** Everybody who was seen to belong to a service. */
  synchronized void known(Set<ProcessId> members) {
    known.clear();
    known.addAll(members);
  }

  /** As last seen, main processes started since then included. */
  synchronized Set<ProcessId> known() {
    Set<ProcessId> all = new TreeSet<>(known);
    for (SlotView slot : slots) {
      if (slot.process() != null && slot.state() != SlotState.STOPPED) {
        all.add(slot.process());
      }
    }
    return all;
  }

  synchronized void fenced(long nanos) {
    fencedNanos = nanos;
  }

  /** It is verified that nothing is alive. */
  synchronized void clean(long nanos) {
    cleanNanos = nanos;
    phase = GuardPhase.CLEAN;
    for (int i = 0; i < slots.size(); i++) {
      SlotView slot = slots.get(i);
      slots.set(i, slot.in(SlotState.STOPPED, slot.generation()));
    }
    publish();
  }

  private void publish() {
    page.report(
        new GuardReport(phase, self, leash, notices, fencedNanos, cleanNanos, List.copyOf(slots)));
  }
}
