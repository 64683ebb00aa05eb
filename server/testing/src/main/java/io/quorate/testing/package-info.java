/**
 * A cluster inside a JUnit test: three nodes in the test's own process, for programs whose owners
 * want to see how they behave when the role moves. It is made of the nodes as they ship. Nothing
 * here decides anything, and nothing of the product may need it.
 */
@NullMarked
package io.quorate.testing;

import org.jspecify.annotations.NullMarked;
