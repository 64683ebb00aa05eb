/**
 * Both sides of a lease: the grantor on the Raft leader and the holder on the node (rules H and G).
 *
 * <p>Readings of clocks come in as arguments; nothing here waits.
 */
@NullMarked
package io.quorate.core.lease;

import org.jspecify.annotations.NullMarked;
