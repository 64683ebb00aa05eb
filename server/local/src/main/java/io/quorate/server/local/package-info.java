/**
 * A whole cluster of real processes on this machine, a small service for it to guard, and a client
 * that measures outages: the {@code quorate demo}, and what benchmarks and tests with real
 * processes are built on.
 *
 * <p>It uses nodes from outside only: their command line, their files, their API and signals.
 * Nothing here is part of a node.
 */
@NullMarked
package io.quorate.server.local;

import org.jspecify.annotations.NullMarked;
