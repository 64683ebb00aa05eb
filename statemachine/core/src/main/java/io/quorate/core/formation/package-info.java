/**
 * How a cluster is formed, once, from voters that wait with empty data directories (rule S4).
 *
 * <p>All voters are looked at, then prepared one after the other, then begun one after the other,
 * in the order of their names. A voter is prepared only as the very process that said it was empty,
 * and begins only under the formation that it was prepared for. So there is a moment at which no
 * voter of the cluster held data, and none that was empty at a later moment can begin.
 */
@NullMarked
package io.quorate.core.formation;

import org.jspecify.annotations.NullMarked;
