/**
 * Which peers of the log the cluster's nodes are, and how one takes the place of another.
 *
 * <p>A node keeps its name for ever. The peer that it is in the log has a generation, which goes up
 * when a node comes back without its data: what the old peer promised nobody knows any more, so the
 * new one is another (rule S4). Decisions only: who votes is the configuration of the log, and that
 * is changed elsewhere.
 */
@NullMarked
package io.quorate.core.membership;

import org.jspecify.annotations.NullMarked;
