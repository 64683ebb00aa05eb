/** Input that nobody meant: what fuzz tests of all modules try beside their seeds. */
@NullMarked
package io.quorate.core.fuzz;

import org.jspecify.annotations.NullMarked;
