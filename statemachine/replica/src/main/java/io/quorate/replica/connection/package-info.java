/**
 * How many connections a port of a node may have, and who makes room. Sockets and protocols do not
 * live here.
 */
@NullMarked
package io.quorate.replica.connection;

import org.jspecify.annotations.NullMarked;
