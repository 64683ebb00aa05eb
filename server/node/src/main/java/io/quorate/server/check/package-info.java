/**
 * Health checks: probes (a command, an HTTP request, a TCP connection), when they run, and how many
 * results in a row make a state. What must not live here: what a failing check means for a role;
 * that is decided in core.
 */
@NullMarked
package io.quorate.server.check;

import org.jspecify.annotations.NullMarked;
