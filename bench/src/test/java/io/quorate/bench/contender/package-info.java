/** Tests of who can be asked. */
@NullMarked
package io.quorate.bench.contender;

import org.jspecify.annotations.NullMarked;
