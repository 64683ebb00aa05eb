/** Tests of the benchmark of what a cluster keeps. */
@NullMarked
package io.quorate.bench.store;

import org.jspecify.annotations.NullMarked;
