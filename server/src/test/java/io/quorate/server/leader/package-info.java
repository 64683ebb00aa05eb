/** What a leader says to nodes. */
@NullMarked
package io.quorate.server.leader;

import org.jspecify.annotations.NullMarked;
