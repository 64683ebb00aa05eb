/** Tests of {@code io.quorate.client}. */
@NullMarked
package io.quorate.client;

import org.jspecify.annotations.NullMarked;
