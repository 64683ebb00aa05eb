package io.quorate.replica;

import io.quorate.core.LevelRange;
import io.quorate.replica.store.TableCodecs;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What a replica works with.
 *
 * @param applier decides what entries do
 * @param codecs how records are stored
 * @param listener is told what happens
 * @param observer sees the state after each entry
 * @param halt ends the process
 * @param levels the feature levels at which the applier and the codecs can work
 * @param wallMillis wall clock, milliseconds since 1970 UTC, stamped into entries
 * @param trust how members prove who they are; empty: anybody who reaches a port is believed
 * @param <E> type of the events
 */
public record ReplicaParts<E>(
    EntryApplier<E> applier,
    TableCodecs codecs,
    ReplicaListener<E> listener,
    StateObserver<E> observer,
    Halt halt,
    LevelRange levels,
    LongSupplier wallMillis,
    Optional<LinkTrust> trust) {}
