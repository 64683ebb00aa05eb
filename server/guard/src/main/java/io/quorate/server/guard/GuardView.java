package io.quorate.server.guard;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the agent sees of a guard at one moment.
 *
 * @param presence whether its process exists
 * @param phase what it said last that it is doing
 * @param beatAge how long ago it last said that all its threads are well; much more than 100 ms
 *     means that it is stopped, starved, or held up by a disk
 * @param deadline when the lease ends that it knows of; null when that cannot be read
 * @param slots one entry per service, in the order of the {@link GuardSpec}
 * @param notices what it has to do without
 * @param fenceTime how long it took from seeing the lease end to having verified that nothing is
 *     alive; null before
 */
public record GuardView(
    Presence presence,
    GuardPhase phase,
    Duration beatAge,
    @Nullable LeaseDeadline deadline,
    List<SlotView> slots,
    Set<GuardNotice> notices,
    @Nullable Duration fenceTime) {
  /**
   * Whether the guard itself has verified that nothing of it is alive, and can start nothing any
   * more.
   */
  public boolean nothingServes() {
    return phase == GuardPhase.CLEAN;
  }

  /** Whether, by what the guard said last, something of it may be running. */
  public boolean mayServe() {
    return slots.stream()
        .anyMatch(slot -> slot.state() != SlotState.STOPPED && slot.state() != SlotState.EXITED);
  }
}
