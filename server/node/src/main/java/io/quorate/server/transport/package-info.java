/**
 * How nodes reach each other and are reached: the one place where channels and servers are made,
 * and where calls are admitted.
 */
@NullMarked
package io.quorate.server.transport;

import org.jspecify.annotations.NullMarked;
