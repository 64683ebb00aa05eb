/**
 * How long clients are without an answer when the active is lost or changed, and which part of it
 * each step takes.
 */
@NullMarked
package io.quorate.bench.failover;

import org.jspecify.annotations.NullMarked;
