package io.quorate.server.local;

/**
 * An answer that a client got.
 *
 * @param node who gave it
 * @param epoch for which epoch
 * @param sentNanos CLOCK_MONOTONIC when the question left
 * @param receivedNanos when the answer was there
 */
public record Served(String node, long epoch, long sentNanos, long receivedNanos) {}
