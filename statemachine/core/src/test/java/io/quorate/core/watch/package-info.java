/** Tests of what is kept for those who watch. */
@NullMarked
package io.quorate.core.watch;

import org.jspecify.annotations.NullMarked;
