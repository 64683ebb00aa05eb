/**
 * Checks of the code itself, over all modules: which package may use which, and the limits of size
 * and naming. They live here because the benchmark module sees every other one. No test of
 * behaviour belongs here.
 */
@NullMarked
package io.quorate.architecture;

import org.jspecify.annotations.NullMarked;
