/** Tests of what benchmarks have in common. */
@NullMarked
package io.quorate.bench.cluster;

import org.jspecify.annotations.NullMarked;
