/** Tests of the embedded cluster, as its users would write theirs. */
@NullMarked
package io.quorate.testing;

import org.jspecify.annotations.NullMarked;
