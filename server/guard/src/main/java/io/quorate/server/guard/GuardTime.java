package io.quorate.server.guard;

/**
 * What the three clocks of a machine say at one moment.
 *
 * @param monotonicNanos {@link System#nanoTime}; on Linux one scale for all processes, standing
 *     still in suspension
 * @param bootNanos time since boot, suspension included; resolution 10 ms
 * @param wallMillis milliseconds since 1970; may jump either way
 */
public record GuardTime(long monotonicNanos, long bootNanos, long wallMillis) {}
