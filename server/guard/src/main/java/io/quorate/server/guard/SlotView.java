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
 */
public record SlotView(
    SlotState state,
    long generation,
    @Nullable ProcessId process,
    long startedWallMillis,
    int exitCode,
    long starts) {
  static final SlotView EMPTY = new SlotView(SlotState.STOPPED, 0, null, 0, -1, 0);
}
