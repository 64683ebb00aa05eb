/** What a leader decides, input by input. */
@NullMarked
package io.quorate.core.leader;

import org.jspecify.annotations.NullMarked;
