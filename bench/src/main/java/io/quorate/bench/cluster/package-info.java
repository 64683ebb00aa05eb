/** What benchmarks against real processes of this machine have in common. */
@NullMarked
package io.quorate.bench.cluster;

import org.jspecify.annotations.NullMarked;
