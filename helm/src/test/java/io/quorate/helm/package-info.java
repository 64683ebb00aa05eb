/** The chart: what it renders, and which values it refuses. */
@NullMarked
package io.quorate.helm;

import org.jspecify.annotations.NullMarked;
