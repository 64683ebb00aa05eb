package io.quorate.replica.identity;

import io.quorate.replica.store.EntryPosition;

/**
 * How far a data directory has come, read before it takes part in anything.
 *
 * @param votingTerm newest Raft term that it took part in
 * @param last last entry that it holds, in the log or in a checkpoint
 */
public record LogPosition(long votingTerm, EntryPosition last) {}
