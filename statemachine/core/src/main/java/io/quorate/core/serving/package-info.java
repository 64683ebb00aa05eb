/**
 * What a node does next for one group: from its directive, its lease and what its resources are
 * doing to the next effects.
 *
 * <p>Decides only. Starting, stopping and killing is the agent's; whether the node may serve is the
 * lease's.
 */
@NullMarked
package io.quorate.core.serving;

import org.jspecify.annotations.NullMarked;
