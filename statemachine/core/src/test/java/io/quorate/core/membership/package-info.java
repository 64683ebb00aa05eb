/** Tests of who may have the place of a node. */
@NullMarked
package io.quorate.core.membership;

import org.jspecify.annotations.NullMarked;
