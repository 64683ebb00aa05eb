/**
 * Runs the model checker on the specification of the role protocol ({@code spec} in this module).
 * The checker is a program of its own and runs in a JVM of its own; no class of it is used here.
 */
@NullMarked
package io.quorate.core.spec;

import org.jspecify.annotations.NullMarked;
