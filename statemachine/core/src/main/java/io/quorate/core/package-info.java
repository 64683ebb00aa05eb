/**
 * Ids, quantities and refusals that every decision speaks in.
 *
 * <p>Everything below this package is pure: time, randomness and identity come in as arguments. No
 * clock, no I/O, no thread, no lock, no logger.
 */
@NullMarked
package io.quorate.core;

import org.jspecify.annotations.NullMarked;
