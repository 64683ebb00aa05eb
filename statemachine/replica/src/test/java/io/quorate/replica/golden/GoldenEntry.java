package io.quorate.replica.golden;

import io.quorate.replica.store.EntryPosition;

/**
 * One entry of a golden log.
 *
 * @param position where it lies
 * @param bytes as they lie in the log
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record GoldenEntry(EntryPosition position, byte[] bytes) {}
