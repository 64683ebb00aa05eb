/** Tests of what a node does for its groups. */
@NullMarked
package io.quorate.server.agent;

import org.jspecify.annotations.NullMarked;
