/** Tests of the simulator's command line; the simulator's own are in {@code statemachine/core}. */
@NullMarked
package io.quorate.bench.simulate;

import org.jspecify.annotations.NullMarked;
