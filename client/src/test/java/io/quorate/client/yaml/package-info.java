/** Tests of {@code io.quorate.client.yaml}. */
@NullMarked
package io.quorate.client.yaml;

import org.jspecify.annotations.NullMarked;
