/** Tests of the published image. */
@NullMarked
package io.quorate.replica.image;

import org.jspecify.annotations.NullMarked;
