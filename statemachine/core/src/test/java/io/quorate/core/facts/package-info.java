/** Facts of members, and what is wrong with them. */
@NullMarked
package io.quorate.core.facts;

import org.jspecify.annotations.NullMarked;
