/** A node's own side. */
@NullMarked
package io.quorate.server.agent;

import org.jspecify.annotations.NullMarked;
