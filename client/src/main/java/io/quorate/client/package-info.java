/**
 * The Java client of a Quorate cluster: addresses of nodes, calls that move on to the next node,
 * and typed failures.
 *
 * <p>No rendering, no command line and no files here; nothing that only a server needs.
 */
@NullMarked
package io.quorate.client;

import org.jspecify.annotations.NullMarked;
