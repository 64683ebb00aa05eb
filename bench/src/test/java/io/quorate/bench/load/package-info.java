/** Tests of the load and of what is measured of it. */
@NullMarked
package io.quorate.bench.load;

import org.jspecify.annotations.NullMarked;
