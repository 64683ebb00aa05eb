/**
 * The guard: a small process of its own per served group and epoch, which keeps the group's
 * services as its children and kills them when the lease is over, whatever has become of the agent
 * (role-protocol.md, "The guard", H2-H4). Here are both sides of it: the guard's own program
 * ({@link io.quorate.server.guard.GuardMain}), the page of memory that both share, and the agent's
 * view ({@link io.quorate.server.guard.GuardStation}, {@link io.quorate.server.guard.Guard}).
 *
 * <p>Needs {@code java.*} and {@code io.quorate.server.process} only, because the guard must start
 * in a moment. What must not live here: decisions about roles, logging frameworks, anything that
 * needs another library.
 */
@NullMarked
package io.quorate.server.guard;

import org.jspecify.annotations.NullMarked;
