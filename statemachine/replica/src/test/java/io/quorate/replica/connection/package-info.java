/** Tests of bounds of connections. */
@NullMarked
package io.quorate.replica.connection;

import org.jspecify.annotations.NullMarked;
