/**
 * The replicated state as readers look at it: immutable, whole, and theirs for as long as they
 * like.
 */
@NullMarked
package io.quorate.core.image;

import org.jspecify.annotations.NullMarked;
