/**
 * The simulator of {@code statemachine/core} from the command line: fresh seeds for as long as
 * wanted, or one seed with everything that happens in it. Nothing is simulated here.
 */
@NullMarked
package io.quorate.bench.simulate;

import org.jspecify.annotations.NullMarked;
