package io.quorate.replica.identity;

import io.quorate.replica.peer.PeerId;

/**
 * What a leader saw acknowledged by a peer. Collected while leading and kept afterwards, in memory.
 *
 * @param seen the peer
 * @param leaderTerm term of the leader that saw it
 * @param matchIndex last entry that the peer acknowledged to that leader
 * @param committedIndex last entry that was committed and acknowledged by the peer
 */
public record PeerSighting(PeerId seen, long leaderTerm, long matchIndex, long committedIndex) {}
