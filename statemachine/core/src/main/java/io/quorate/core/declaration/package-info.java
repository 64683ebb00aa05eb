/**
 * What an operator declares about a group, and the rules that a declaration must satisfy.
 *
 * <p>No roles here: who is active is the registry's.
 */
@NullMarked
package io.quorate.core.declaration;

import org.jspecify.annotations.NullMarked;
