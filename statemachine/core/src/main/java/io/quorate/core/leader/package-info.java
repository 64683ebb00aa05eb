/**
 * Everything that the Raft leader decides besides replicating: which heartbeats it takes and when
 * it may answer them (G1 to G3), what it announces and takes back (G1), what it proposes and when
 * it looks again, and when it has to give leadership up.
 *
 * <p>Inputs are calls, outputs are {@link io.quorate.core.leader.LeaderOutput}s. No thread, no
 * clock and no socket: the server's shell and the simulator run the same objects.
 */
@NullMarked
package io.quorate.core.leader;

import org.jspecify.annotations.NullMarked;
