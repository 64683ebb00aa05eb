/**
 * The leader loop: takes heartbeats, counts leases, asks the planner, proposes what it says.
 *
 * <p>Runs on every node and acts only while its node leads. Decisions are core's.
 */
@NullMarked
package io.quorate.server.leader;

import org.jspecify.annotations.NullMarked;
