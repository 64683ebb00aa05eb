/**
 * Who may take over, what to do next, and how to say why: eligibility, plan, forecast, explanation.
 *
 * <p>A plan is a list of commands with no choice left in it; proposing them is the shell's work.
 */
@NullMarked
package io.quorate.core.failover;

import org.jspecify.annotations.NullMarked;
