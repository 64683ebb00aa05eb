package io.quorate.replica;

import io.quorate.core.membership.Founding;
import io.quorate.replica.peer.PeerId;
import io.quorate.replica.store.EntryPosition;
import java.time.Instant;

/**
 * How far the data goes that a cluster may be founded anew from.
 *
 * @param founding which of the clusters of its name it is of
 * @param self the peer that it is
 * @param last last entry that it holds
 * @param proven last entry that it knows to be committed, as far as it kept that: what comes behind
 *     may have been acknowledged, or not
 * @param written when the leader wrote the last entry that somebody asked for, by its clock; the
 *     epoch of time when the log holds none
 */
public record Survivor(
    Founding founding, PeerId self, EntryPosition last, long proven, Instant written) {}
