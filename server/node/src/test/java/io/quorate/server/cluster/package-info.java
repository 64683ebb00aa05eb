/**
 * Whole nodes in one process: what ships, on a log in memory and a network that can be cut. For
 * tests of the shells by what they do.
 */
@NullMarked
package io.quorate.server.cluster;

import org.jspecify.annotations.NullMarked;
