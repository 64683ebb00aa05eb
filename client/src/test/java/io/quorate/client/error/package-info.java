/** Tests of {@code io.quorate.client.error}. */
@NullMarked
package io.quorate.client.error;

import org.jspecify.annotations.NullMarked;
