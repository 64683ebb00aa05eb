package io.quorate.server.guard;

import io.quorate.server.process.ProcessId;
import org.jspecify.annotations.Nullable;

/**
 * What the guard says about one service.
 *
 * @param state what has become of it
 * @param generation the last order that the guard has taken up; compare with what {@link
 *     Guard#want} returned
 * @param process its main process, the last one if it is dead; null before the first start
 * @param startedWallMillis when that process was started, milliseconds since 1970; 0 before the
 *     first start
 * @param exitCode exit code of the last main process that ended, or 128 + the signal that ended it;
 *     -1 when it could not be started, or before the first end
 * @param starts how often it was started by this guard
 * @param leftBehind how many processes of it were alive when its main process had ended by itself;
 *     they are killed
 */
public record SlotView(
    SlotState state,
    long generation,
    @Nullable ProcessId process,
    long startedWallMillis,
    int exitCode,
    long starts,
    int leftBehind) {
  static final SlotView EMPTY = new SlotView(SlotState.STOPPED, 0, null, 0, -1, 0, 0);

  /** The same service in this state, with the order of this generation taken up. */
  SlotView in(SlotState next, long taken) {
    return new SlotView(next, taken, process, startedWallMillis, exitCode, starts, leftBehind);
  }

  /** The same in this state, its main process having ended so. */
  SlotView ended(SlotState next, int code, int others) {
    return new SlotView(next, generation, process, startedWallMillis, code, starts, others);
  }

  /**
   * Whether its main process ended as if all were well while what it had started went on: it put
   * itself into the background.
   */
  public boolean wentToBackground() {
    return exitCode == 0 && leftBehind > 0;
  }
}
