package io.quorate.server.guard;

import io.quorate.server.process.ProcessId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a guard says about itself, as it stands in the page.
 *
 * @param phase what it is doing
 * @param guard the guard's own process; null before it has taken up its work
 * @param leash the process that kills when the guard dies; null when there is none
 * @param notices what it has to do without
 * @param fencedNanos monotonic time when it saw the lease end; 0 before
 * @param cleanNanos monotonic time when it had verified that nothing is alive; 0 before
 * @param slots one entry per slot, {@link GuardPage#SLOTS}
 */
record GuardReport(
    GuardPhase phase,
    @Nullable ProcessId guard,
    @Nullable ProcessId leash,
    Set<GuardNotice> notices,
    long fencedNanos,
    long cleanNanos,
    List<SlotView> slots) {
  private static final int HEADER_WORDS = 8;
  private static final int SLOT_WORDS = 8;
  static final int WORDS = HEADER_WORDS + GuardPage.SLOTS * SLOT_WORDS;

  private static final List<SlotView> NO_SLOTS =
      Collections.nCopies(GuardPage.SLOTS, SlotView.EMPTY);

  static final GuardReport NOTHING =
      new GuardReport(
          GuardPhase.STARTING, null, null, EnumSet.noneOf(GuardNotice.class), 0, 0, NO_SLOTS);

  long[] encode() {
    long[] words = new long[WORDS];
    words[0] = phase.code();
    put(words, 1, guard);
    put(words, 3, leash);
    words[5] = GuardNotice.encode(notices);
    words[6] = fencedNanos;
    words[7] = cleanNanos;
    for (int slot = 0; slot < slots.size(); slot++) {
      encode(slots.get(slot), words, HEADER_WORDS + slot * SLOT_WORDS);
    }
    return words;
  }

  static GuardReport decode(long[] words) {
    List<SlotView> slots = new ArrayList<>();
    for (int slot = 0; slot < GuardPage.SLOTS; slot++) {
      slots.add(decodeSlot(words, HEADER_WORDS + slot * SLOT_WORDS));
    }
    return new GuardReport(
        GuardPhase.of(words[0]),
        process(words, 1),
        process(words, 3),
        GuardNotice.decode(words[5]),
        words[6],
        words[7],
        slots);
  }

  private static void encode(SlotView slot, long[] words, int at) {
    words[at] = slot.state().code();
    words[at + 1] = slot.generation();
    put(words, at + 2, slot.process());
    words[at + 4] = slot.startedWallMillis();
    words[at + 5] = slot.exitCode();
    words[at + 6] = slot.starts();
    words[at + 7] = slot.leftBehind();
  }

  private static SlotView decodeSlot(long[] words, int at) {
    return new SlotView(
        SlotState.of(words[at]),
        words[at + 1],
        process(words, at + 2),
        words[at + 4],
        (int) words[at + 5],
        words[at + 6],
        (int) words[at + 7]);
  }

  private static void put(long[] words, int at, @Nullable ProcessId id) {
    words[at] = id == null ? 0 : id.pid();
    words[at + 1] = id == null ? 0 : id.startTicks();
  }

  private static @Nullable ProcessId process(long[] words, int at) {
    return words[at] == 0 ? null : new ProcessId(words[at], words[at + 1]);
  }
}
