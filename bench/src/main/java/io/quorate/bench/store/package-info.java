/**
 * Benchmarks of what a cluster keeps: how much of it, how it starts with it, and who watches it.
 */
@NullMarked
package io.quorate.bench.store;

import org.jspecify.annotations.NullMarked;
