package io.quorate.server.check;

import org.jspecify.annotations.Nullable;

/**
 * How a check stands.
 *
 * @param name which
 * @param counter its state and its results in a row
 * @param last its last result; null before the first
 * @param lastNanos when that came, {@link System#nanoTime}; 0 before the first
 */
public record CheckView(
    String name, CheckCounter counter, @Nullable ProbeResult last, long lastNanos) {}
