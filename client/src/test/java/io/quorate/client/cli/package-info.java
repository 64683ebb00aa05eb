/** Tests of {@code io.quorate.client.cli}. */
@NullMarked
package io.quorate.client.cli;

import org.jspecify.annotations.NullMarked;
