/**
 * How much a cluster takes: a closed loop of writes or reads against three server processes, what
 * each costs, and how that compares with what others need for the same work.
 */
@NullMarked
package io.quorate.bench.load;

import org.jspecify.annotations.NullMarked;
