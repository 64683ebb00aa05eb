/**
 * A deterministic simulator: the production decisions (registry, grantor, planner, holder, serving
 * rules) on modelled nodes, clocks, network, Raft log and guards. One thread, one seed, one queue.
 * No rule of the protocol is restated here; what stands here is the world around them, the faults,
 * and the invariants that are checked after every event.
 */
@NullMarked
package io.quorate.core.sim;

import org.jspecify.annotations.NullMarked;
