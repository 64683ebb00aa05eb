/**
 * Running commands and killing processes completely: the process table as a value, the pure choice
 * of who belongs to a scope, and the thin shells that read {@code /proc}, send signals and write to
 * cgroups.
 *
 * <p>Lives on {@code java.*} alone, because the guard process starts from it and must start fast.
 * What must not live here: anything about groups, roles or leases, and any other library.
 */
@NullMarked
package io.quorate.server.process;

import org.jspecify.annotations.NullMarked;
