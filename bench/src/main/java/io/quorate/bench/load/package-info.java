/**
 * How much a cluster takes: a closed loop of writes or reads against three server processes, and
 * what each costs.
 */
@NullMarked
package io.quorate.bench.load;

import org.jspecify.annotations.NullMarked;
