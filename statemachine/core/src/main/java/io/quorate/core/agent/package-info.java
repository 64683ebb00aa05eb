/**
 * Everything that a node decides for itself: in which order it takes answers, until when it may
 * serve, what it does next for each group, how often it starts again what died, and what it says of
 * itself.
 *
 * <p>Inputs are calls; effects go to a {@link io.quorate.core.agent.Workplace}. No thread, no
 * clock, no process and no socket: the server's shell and the simulator run the same objects.
 */
@NullMarked
package io.quorate.core.agent;

import org.jspecify.annotations.NullMarked;
