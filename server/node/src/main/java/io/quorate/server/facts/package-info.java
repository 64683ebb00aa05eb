/** Runs the commands that find facts of this node, and keeps what they say. */
@NullMarked
package io.quorate.server.facts;

import org.jspecify.annotations.NullMarked;
