package io.quorate.replica;

import io.quorate.replica.store.EntryPosition;

/**
 * A committed entry, as it is to be applied.
 *
 * @param position where in the log it is
 * @param stampMillis the proposing leader's wall clock, milliseconds since 1970 UTC; not monotonic,
 *     to be clamped
 * @param payload what was proposed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; copied once less
public record LogEntry(EntryPosition position, long stampMillis, byte[] payload) {}
