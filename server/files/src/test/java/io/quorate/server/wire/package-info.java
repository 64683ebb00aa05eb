/** Whatever a message says ends in a value or a refusal. */
@NullMarked
package io.quorate.server.wire;

import org.jspecify.annotations.NullMarked;
