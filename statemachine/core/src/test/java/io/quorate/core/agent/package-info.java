/** What a node decides, input by input. */
@NullMarked
package io.quorate.core.agent;

import org.jspecify.annotations.NullMarked;
