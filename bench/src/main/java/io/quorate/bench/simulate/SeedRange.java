package io.quorate.bench.simulate;

/**
 * Seeds that ran, one after the other.
 *
 * @param first of them
 * @param last of them
 */
record SeedRange(long first, long last) {}
