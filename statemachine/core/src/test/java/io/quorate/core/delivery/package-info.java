/** Tests of what is delivered to disks. */
@NullMarked
package io.quorate.core.delivery;

import org.jspecify.annotations.NullMarked;
